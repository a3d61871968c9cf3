package app.pizoo.switchboard.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Twilio's published OpenAPI files. They forbid little; here an answer must also have every field
 * that they name and no other.
 */
final class OpenApiFiles {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<ObjectNode> files = new ArrayList<>();
  private final SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getOpenApi30());
  private final Map<String, Schema> schemas = new HashMap<>();

  OpenApiFiles(Path folder) {
    for (String name : List.of("api_v2010", "verify_v2", "video_v1", "lookups_v2")) {
      ObjectNode file = read(folder.resolve("twilio_" + name + ".json"));
      // Lookup leaves out what was not asked for.
      allowRelativePages(file);
      tighten(file, !name.startsWith("lookups"));
      files.add(file);
    }
  }

  private static ObjectNode read(Path file) {
    try {
      return (ObjectNode) MAPPER.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The addresses of pages in the API of 2010 are paths alone, in Twilio's answers and its own
   * examples, though the files call their format a whole address.
   */
  private static void allowRelativePages(JsonNode node) {
    for (String name : List.of("first_page_uri", "next_page_uri", "previous_page_uri", "uri")) {
      if (node.path(name) instanceof ObjectNode field
          && field.path("format").asText().equals("uri")) {
        field.put("format", "uri-reference");
      }
    }
    node.forEach(OpenApiFiles::allowRelativePages);
  }

  private static void tighten(ObjectNode file, boolean whole) {
    for (JsonNode schema : file.path("components").path("schemas")) {
      if (schema.path("properties") instanceof ObjectNode properties && !properties.isEmpty()) {
        ((ObjectNode) schema).put("additionalProperties", false);
        if (whole) {
          ArrayNode required = ((ObjectNode) schema).putArray("required");
          properties.fieldNames().forEachRemaining(required::add);
        }
      }
    }
  }

  /** Whether an operation is published. */
  boolean knows(String method, String template) {
    return operation(method, template).isPresent();
  }

  /** What is wrong with an answer. */
  List<String> check(String method, String template, int status, String body) throws IOException {
    ObjectNode file = operation(method, template).orElseThrow();
    JsonNode responses =
        file.path("paths").path(template).path(method.toLowerCase(Locale.ROOT)).path("responses");
    JsonNode response = responses.path(String.valueOf(status));
    if (response.isMissingNode()) {
      return List.of("status " + status + " is not published");
    }
    JsonNode content = response.path("content").path("application/json").path("schema");
    if (content.isMissingNode()) {
      return body.isEmpty() ? List.of() : List.of("expected no body");
    }
    Schema schema =
        schemas.computeIfAbsent(
            method + template + status,
            _ -> {
              ObjectNode root = MAPPER.createObjectNode();
              root.putArray("allOf").add(content);
              root.set("components", file.path("components"));
              return registry.getSchema(root);
            });
    return schema.validate(MAPPER.readTree(body)).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  private Optional<ObjectNode> operation(String method, String template) {
    return files.stream()
        .filter(file -> file.path("paths").path(template).has(method.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
