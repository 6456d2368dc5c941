package org.tsumugi.hl7v2.dispatch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tsumugi.hl7v2.administration.Omp11AdministrationMapper;
import org.tsumugi.hl7v2.allergy.Adt61AllergyMapper;
import org.tsumugi.hl7v2.condition.Ppr01ConditionMapper;
import org.tsumugi.hl7v2.endoscopy.Omg12EndoscopyMapper;
import org.tsumugi.hl7v2.examorder.Omg01RadiologyOrderMapper;
import org.tsumugi.hl7v2.examorder.Omg02EndoscopyOrderMapper;
import org.tsumugi.hl7v2.examorder.Omg03PhysiologyOrderMapper;
import org.tsumugi.hl7v2.injection.Omp02InjectionMapper;
import org.tsumugi.hl7v2.injection.Omp12InjectionMapper;
import org.tsumugi.hl7v2.laborder.Oml01LabOrderMapper;
import org.tsumugi.hl7v2.labresult.Oml11LabResultMapper;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.meal.OmdMealMapper;
import org.tsumugi.hl7v2.patient.Adt00PatientMapper;
import org.tsumugi.hl7v2.physiology.Omg13PhysiologyMapper;
import org.tsumugi.hl7v2.prescription.Omp01PrescriptionMapper;
import org.tsumugi.hl7v2.radiology.Omg11RadiologyMapper;
import org.tsumugi.hl7v2.stay.Adt01DoctorChangeMapper;
import org.tsumugi.hl7v2.stay.Adt12ReceptionMapper;
import org.tsumugi.hl7v2.stay.Adt21AdmissionPlanMapper;
import org.tsumugi.hl7v2.stay.Adt22AdmissionMapper;
import org.tsumugi.hl7v2.stay.Adt31LeaveMapper;
import org.tsumugi.hl7v2.stay.Adt32ReturnMapper;
import org.tsumugi.hl7v2.stay.Adt41TransferPlanMapper;
import org.tsumugi.hl7v2.stay.Adt42TransferMapper;
import org.tsumugi.hl7v2.stay.Adt51DischargePlanMapper;
import org.tsumugi.hl7v2.stay.Adt52DischargeMapper;
import org.tsumugi.hl7v2.storage.DataType;

/** The data types that are mapped: one line each. */
final class DataTypeMappers {

    private static final List<DataTypeMapper> ALL = List.of(
            new Adt00PatientMapper(), //
            new Adt01DoctorChangeMapper(), //
            new Adt12ReceptionMapper(), //
            new Adt21AdmissionPlanMapper(), //
            new Adt22AdmissionMapper(), //
            new Adt31LeaveMapper(), //
            new Adt32ReturnMapper(), //
            new Adt41TransferPlanMapper(), //
            new Adt42TransferMapper(), //
            new Adt51DischargePlanMapper(), //
            new Adt52DischargeMapper(), //
            new Adt61AllergyMapper(), //
            new Ppr01ConditionMapper(), //
            new OmdMealMapper(), //
            new Omp01PrescriptionMapper(), //
            new Omp11AdministrationMapper(), //
            new Omp02InjectionMapper(), //
            new Omp12InjectionMapper(), //
            new Oml01LabOrderMapper(), //
            new Oml11LabResultMapper(), //
            new Omg01RadiologyOrderMapper(), //
            new Omg11RadiologyMapper(), //
            new Omg02EndoscopyOrderMapper(), //
            new Omg12EndoscopyMapper(), //
            new Omg03PhysiologyOrderMapper(), //
            new Omg13PhysiologyMapper() //
            );

    private static final Map<DataType, DataTypeMapper> BY_TYPE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(DataTypeMapper::dataType, Function.identity()));

    private DataTypeMappers() {}

    static Optional<DataTypeMapper> of(DataType type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }
}
