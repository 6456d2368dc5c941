package org.tsumugi.server.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.access.HttpProbe;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.testing.ServerTest;

@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class LandingIT {

    private static final String FACILITY = "1399900104";

    @LocalServerPort
    int port;

    @Autowired
    DaoRegistry daos;

    @Autowired
    Facilities facilities;

    private HttpProbe server = new HttpProbe(0);

    @BeforeEach
    void connect() {
        server = new HttpProbe(port);
    }

    @Test
    void pageShouldShowAHospitalByNameWithItsCountsInBothLanguages() {
        SystemRequestDetails own = SystemRequestDetails.forRequestPartitionId(
                RequestPartitionId.fromPartitionId(facilities.register(FACILITY)));
        Organization hospital = new Organization().setName("架空<総合>病院");
        hospital.setId(UUID.randomUUID().toString());
        hospital.addIdentifier().setSystem("urn:example").setValue(FACILITY);
        daos.getResourceDao(Organization.class).update(hospital, own);
        for (int i = 0; i < 3; i++) {
            Patient patient = new Patient();
            patient.setId(UUID.randomUUID().toString());
            daos.getResourceDao(Patient.class).update(patient, own);
        }

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String row = row(server.get("/", null).body());
            assertThat(row)
                    .contains("架空&lt;総合&gt;病院", "<span>Patient</span> <span>3</span>", "<span>Organization</span>");
        });
    }

    @Test
    void pageShouldHoldNothingActiveAndLoadNothingFromElsewhere() throws Exception {
        HttpResponse<String> page = server.get("/", null);

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "style-src 'self'", "frame-ancestors 'none'");
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.body())
                .contains("取り込み状況", "What is loaded", "/fhir/metadata", "/fhir/swagger-ui/", "/actuator/health")
                .doesNotContain("<script", "src=", "style=");
    }

    @Test
    void styleShouldBeServed() throws Exception {
        HttpResponse<String> style = server.get("/tsumugi.css", null);

        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(style.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/css");
    }

    private static String row(String page) {
        int code = page.indexOf("<code>" + FACILITY + "</code>");
        assertThat(code).as("row of the facility").isPositive();
        return page.substring(page.lastIndexOf("<tr>", code), page.indexOf("</tr>", code));
    }
}
