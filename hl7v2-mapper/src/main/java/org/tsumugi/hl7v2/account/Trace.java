package org.tsumugi.hl7v2.account;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.BackboneType;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.TracedElement;

/**
 * Walks resources and says of every primitive value which places it was made from. What an element as a whole was made from
 * holds for the parts of it that say nothing of their own. An element without a value of its own that a place gave (a
 * reference) is listed as well.
 */
final class Trace {

    private final Map<Base, List<String>> sources = new IdentityHashMap<>();
    private final List<TracedElement> elements = new ArrayList<>();
    private String resource = "";

    Trace(List<Ledger.Mark> marks) {
        for (Ledger.Mark mark : marks) {
            List<String> places = sources.computeIfAbsent(mark.element(), element -> new ArrayList<>());
            String place = mark.place().source();
            if (!places.contains(place)) {
                places.add(place);
            }
        }
    }

    List<TracedElement> of(List<Resource> resources) {
        for (Resource one : resources) {
            resource = one.fhirType() + "/" + one.getIdElement().getIdPart();
            children(one, Copies.original(one), "", sourcesOf(one, one, List.of()));
        }
        return List.copyOf(elements);
    }

    private void children(Base parent, Base original, String path, List<String> inherited) {
        for (Property property : properties(parent)) {
            if (!property.hasValues()) {
                continue;
            }
            List<Base> originals = originals(original, property.getName());
            for (int i = 0; i < property.getValues().size(); i++) {
                Base child = property.getValues().get(i);
                Base same = i < originals.size() ? originals.get(i) : child;
                String name = name(property, i);
                element(child, same, path.isEmpty() ? name : path + "." + name, inherited);
            }
        }
    }

    /** As FHIRPath has it: {@code name[0]}, {@code onset}, {@code extension('url')}. */
    private static String name(Property property, int index) {
        Base value = property.getValues().get(index);
        if (value instanceof Extension extension) {
            String url = extension.getUrl();
            long before = property.getValues().subList(0, index).stream()
                    .filter(other -> url != null && url.equals(((Extension) other).getUrl()))
                    .count();
            return property.getName() + "('" + url + "')" + (before == 0 ? "" : "[" + before + "]");
        }
        String name = property.getName().replace("[x]", "");
        return property.isList() ? name + "[" + index + "]" : name;
    }

    private static List<Base> originals(Base original, String name) {
        return properties(original).stream()
                .filter(property -> property.getName().equals(name))
                .findFirst()
                .map(Property::getValues)
                .orElse(List.of());
    }

    /** HAPI leaves the extensions of Timing and Dosage out of their children. */
    private static List<Property> properties(Base element) {
        List<Property> properties = new ArrayList<>(element.children());
        if (element instanceof BackboneType type && type.hasExtension()) {
            properties.add(new Property("extension", "Extension", "", 0, Integer.MAX_VALUE, type.getExtension()));
        }
        return properties;
    }

    private void element(Base child, Base same, String path, List<String> inherited) {
        Base original = Copies.original(child);
        Base counterpart = original == child ? Copies.original(same) : original;
        List<String> places = sourcesOf(child, counterpart, inherited);
        if (child.isPrimitive()) {
            String value = child.primitiveValue();
            if (value != null) {
                elements.add(new TracedElement(resource, path, value, places));
            }
        }
        children(child, counterpart, path, places);
    }

    private List<String> sourcesOf(Base element, Base counterpart, List<String> inherited) {
        List<String> own = sources.get(element);
        if (own == null) {
            own = sources.get(counterpart);
        }
        return own == null ? inherited : own;
    }
}
