package org.tsumugi.testbed.facility;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.draw.Digits;
import org.tsumugi.testbed.person.PersonName;
import org.tsumugi.testbed.person.Place;
import org.tsumugi.testbed.person.Population;

/** The hospitals of a network. Codes and names depend on the place in the network only, doctors on the seed too. */
public final class FacilityDirectory {

    private static final List<String> PREFECTURES = List.of("13", "14", "11", "12");
    private static final List<String> NAMES = List.of(
            "架空つむぎ総合病院", "架空みなと中央病院", "架空さくら医療センター", "架空あおば記念病院", "架空ひかり病院", "架空やまびこ病院", "架空かわせみ病院", "架空すずらん病院");
    private static final int LARGEST = 9_999;

    private FacilityDirectory() {}

    /** @param count 1 to 9,999 */
    public static List<Facility> of(long seed, int count) {
        if (count < 1 || count > LARGEST) {
            throw new IllegalArgumentException("a network has 1 to " + LARGEST + " facilities");
        }
        List<Facility> facilities = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            facilities.add(facility(seed, i));
        }
        return List.copyOf(facilities);
    }

    private static Facility facility(long seed, int index) {
        Dice dice = Dice.of(seed, "facility", index);
        String prefecture = PREFECTURES.get(index % PREFECTURES.size());
        List<Place> places = Place.all().stream()
                .filter(place -> place.prefectureCode().equals(prefecture))
                .toList();
        Place place = dice.pick(places);
        int round = index / NAMES.size();
        String name = NAMES.get(index % NAMES.size()) + (round == 0 ? "" : "第" + (round + 1) + "分院");
        return new Facility(
                index,
                code(prefecture, index),
                name,
                place.postalCode(),
                place.prefecture() + place.city() + place.town() + Digits.fullWidth(dice.between(1, 9) + "-1-1"),
                place.phone(dice),
                doctors(seed, index),
                staff(seed, index, "N", 8),
                staff(seed, index, "T", 4),
                dialect(index));
    }

    /** Prefecture, 1 for 医科, 郡市区 99, the hospital's number and its check digit. */
    private static String code(String prefecture, int index) {
        String number = "99" + Digits.pad(index + 1, 4);
        return prefecture + "1" + number + Digits.checkDigit(prefecture + number);
    }

    private static List<Doctor> doctors(long seed, int index) {
        List<Doctor> doctors = new ArrayList<>();
        Population staff = new Population(seed ^ 0x5DEECE66DL, LocalDate.of(2020, 4, 1));
        for (Department department : Department.values()) {
            for (int i = 0; i < 3; i++) {
                int number = index * 1000 + department.ordinal() * 10 + i;
                PersonName name = staff.person(number).name();
                doctors.add(new Doctor("D" + Digits.pad(department.ordinal() * 10 + i + 101L, 4), name, department));
            }
        }
        return doctors;
    }

    private static List<Staff> staff(long seed, int index, String letter, int count) {
        Population people = new Population(seed ^ 0x2545F4914F6CDD1DL, LocalDate.of(2020, 4, 1));
        List<Staff> staff = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = index * 1000 + letter.charAt(0) * 10 + i;
            staff.add(new Staff(
                    letter + Digits.pad(i + 501L, 4), people.person(number).name()));
        }
        return staff;
    }

    private static Dialect dialect(int index) {
        return new Dialect(
                "HIS" + (index % 3 + 1),
                index % 2 == 1,
                index % 3 != 1,
                index % 2 == 0,
                index % 3 != 2,
                index % 3 == 2,
                index % 2 == 0);
    }
}
