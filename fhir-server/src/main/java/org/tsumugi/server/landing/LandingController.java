package org.tsumugi.server.landing;

import java.time.ZoneId;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code GET /}: the landing page. */
@Controller
public final class LandingController {

    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    private final LoadedData data;

    public LandingController(LoadedData data) {
        this.data = data;
    }

    /** HTML without anything active in it. */
    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    public String page(Model model) {
        model.addAttribute("hospitals", data.hospitals());
        model.addAttribute("zone", JAPAN);
        return "landing";
    }
}
