package dev.agentdesk.workspace.provider;

import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.workspace.provider.ProviderDocument.Model;
import dev.agentdesk.workspace.provider.ProviderDocument.Price;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The models of a provider and their prices, from what people send. Notes everything that is wrong. Pure. */
final class ModelRules {

    private static final int MOST_MODELS = 500;
    private static final int LONGEST_NAME = 200;

    /** Dearer than any model that there is by far; a larger number is a mistake of unit. */
    private static final BigDecimal DEAREST = new BigDecimal(100_000);

    private static final Set<String> MODEL = Set.of("name", "context_window", "max_output");
    private static final Set<String> PRICE =
            Set.of("input_usd_per_mtok", "output_usd_per_mtok", "cache_read_usd_per_mtok", "cache_write_usd_per_mtok");

    private final Violations wrong;

    ModelRules(Violations wrong) {
        this.wrong = wrong;
    }

    List<Model> models(JsonNode given) {
        if (!wrong.check(given.isArray(), "/models", "wrong-type", "A list is expected here.")
                || !wrong.check(given.size() <= MOST_MODELS, "/models", "too-many", "At most 500 models.")) {
            return List.of();
        }
        var models = new ArrayList<Model>();
        for (int n = 0; n < given.size(); n++) {
            var pointer = "/models/" + n;
            var model = given.get(n);
            if (model.isString()) {
                models.add(new Model(name(model, pointer), null, null));
            } else if (isObject(model, pointer, MODEL)) {
                models.add(new Model(
                        name(model.path("name"), pointer + "/name"),
                        tokens(model.path("context_window"), pointer + "/context_window"),
                        tokens(model.path("max_output"), pointer + "/max_output")));
            }
        }
        return models;
    }

    Map<String, Price> prices(JsonNode given) {
        var prices = new LinkedHashMap<String, Price>();
        if (!wrong.check(
                        given.isObject(), "/prices", "wrong-type", "An object by the names of models is expected here.")
                || !wrong.check(given.size() <= MOST_MODELS, "/prices", "too-many", "At most 500 prices.")) {
            return prices;
        }
        for (String model : given.propertyNames()) {
            var pointer = "/prices/" + model.replace("~", "~0").replace("/", "~1");
            var price = given.get(model);
            if (isObject(price, pointer, PRICE)) {
                prices.put(
                        model,
                        new Price(
                                required(price, "input_usd_per_mtok", pointer),
                                required(price, "output_usd_per_mtok", pointer),
                                amount(price, "cache_read_usd_per_mtok", pointer),
                                amount(price, "cache_write_usd_per_mtok", pointer)));
            }
        }
        return prices;
    }

    private boolean isObject(JsonNode node, String pointer, Set<String> members) {
        if (!wrong.check(node.isObject(), pointer, "wrong-type", "An object is expected here.")) {
            return false;
        }
        for (String name : node.propertyNames()) {
            wrong.check(members.contains(name), pointer + "/" + name, "unknown-field", "There is no such field here.");
        }
        return true;
    }

    private String name(JsonNode node, String pointer) {
        boolean fits = node.isString()
                && !node.asString().isBlank()
                && node.asString().length() <= LONGEST_NAME
                && node.asString().chars().noneMatch(Character::isISOControl);
        wrong.check(fits, pointer, "malformed", "A name of 1 to " + LONGEST_NAME + " characters.");
        return fits ? node.asString() : "";
    }

    private @Nullable Integer tokens(JsonNode node, String pointer) {
        if (node.isNull() || node.isMissingNode()) {
            return null;
        }
        boolean fits = node.isIntegralNumber() && node.canConvertToInt() && node.asInt() > 0;
        wrong.check(fits, pointer, "out-of-range", "A number of tokens.");
        return fits ? node.asInt() : null;
    }

    private String required(JsonNode price, String member, String pointer) {
        var amount = amount(price, member, pointer);
        if (amount == null && price.path(member).isMissingNode()) {
            wrong.add(pointer + "/" + member, "required", "A price is needed here.");
        }
        return amount == null ? "0" : amount;
    }

    private @Nullable String amount(JsonNode price, String member, String pointer) {
        var node = price.path(member);
        if (node.isNull() || node.isMissingNode()) {
            return null;
        }
        var amount = decimal(node);
        boolean fits = amount != null && amount.signum() >= 0 && amount.compareTo(DEAREST) <= 0 && amount.scale() <= 9;
        wrong.check(
                fits, pointer + "/" + member, "malformed", "USD per million tokens as a decimal text, e.g. \"2.50\".");
        return amount != null && fits ? amount.toPlainString() : null;
    }

    private static @Nullable BigDecimal decimal(JsonNode node) {
        if (node.isNumber()) {
            return node.decimalValue();
        }
        return node.isString() && node.asString().matches("[0-9]{1,9}([.][0-9]{1,9})?")
                ? new BigDecimal(node.asString())
                : null;
    }
}
