import com.amazon.deequ.dqdl.EvaluateDataQuality;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import software.amazon.glue.dqdl.parser.DQDLParser;

/**
 * Evaluates rulesets on small tables with Deequ on Spark: `java EvaluateRules.java tables.json verdicts.json`.
 * In: {name: {columns: [[name, type]], rows: [[cell]], rules: [dqdl]}}. Out: {name: [{outcome, reason, metrics}]}, in the order of the rules.
 * The rules of a table are one ruleset; a rule that its parser or the engine refuses is evaluated alone.
 */
public class EvaluateRules {
  private static final ObjectMapper json = new ObjectMapper();

  public static void main(String[] files) throws Exception {
    SparkSession spark = SparkSession.builder().master("local[1]").appName("spark-comparison")
        .config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.session.timeZone", "UTC").config("spark.driver.host", "127.0.0.1").getOrCreate();
    spark.sparkContext().setLogLevel("OFF");
    ObjectNode verdicts = json.createObjectNode();
    JsonNode tables = json.readTree(Path.of(files[0]).toFile());
    for (Iterator<String> names = tables.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      List<String> rules = new ArrayList<>();
      tables.get(name).get("rules").forEach((rule) -> rules.add(rule.asText()));
      Dataset<Row> data = toDataset(spark, tables.get(name));
      // A rule of a query that returns a number reads the view as it is: of the table before, if nobody makes it.
      data.createOrReplaceTempView("primary");
      verdicts.set(name, evaluateAll(data, rules));
      System.out.println(name + ": " + rules.size() + " rules");
    }
    json.writeValue(Path.of(files[1]).toFile(), verdicts);
    spark.stop();
  }

  private static ArrayNode evaluateAll(Dataset<Row> data, List<String> rules) {
    List<String> accepted = rules.stream().filter((rule) -> printed(rule) != null).toList();
    Map<String, ObjectNode> together = evaluate(data, accepted);
    ArrayNode all = json.createArrayNode();
    for (String rule : rules) {
      ObjectNode verdict = together.get(printed(rule));
      all.add(verdict == null || isRefused(verdict) ? evaluate(data, List.of(rule)).values().iterator().next() : verdict);
    }
    return all;
  }

  /** The rule as Deequ names it in its results, or null where its parser refuses it. */
  private static String printed(String rule) {
    try {
      return new DQDLParser().parse("Rules = [ " + rule + " ]").getRules().get(0).toString();
    } catch (Exception refused) {
      return null;
    }
  }

  /** One exception fails every rule that shares its scan. */
  private static boolean isRefused(ObjectNode verdict) {
    return !verdict.get("outcome").asText().equals("Passed") && !verdict.get("reason").asText("").matches("(?s)Value: .*|.* of rows passed");
  }

  /** The verdicts by rule: the results are not in the order of the rules. */
  private static Map<String, ObjectNode> evaluate(Dataset<Row> data, List<String> rules) {
    Map<String, ObjectNode> verdicts = new HashMap<>();
    try {
      for (Row row : EvaluateDataQuality.process(data, "Rules = [ " + String.join(", ", rules) + " ]").collectAsList()) {
        ObjectNode metrics = json.createObjectNode();
        row.<String, Double>getJavaMap(row.fieldIndex("EvaluatedMetrics")).forEach(metrics::put);
        verdicts.put(row.getAs("Rule"), verdict(row.getAs("Outcome"), row.getAs("FailureReason"), metrics));
      }
    } catch (Exception failed) {
      if (rules.size() == 1) return Map.of("", verdict("EXC", failed.getClass().getSimpleName() + ": " + failed.getMessage(), json.createObjectNode()));
    }
    return verdicts;
  }

  private static ObjectNode verdict(String outcome, String reason, ObjectNode metrics) {
    return json.createObjectNode().put("outcome", outcome).put("reason", reason).set("metrics", metrics);
  }

  private static Dataset<Row> toDataset(SparkSession spark, JsonNode table) {
    StructType schema = new StructType();
    for (JsonNode column : table.get("columns")) schema = schema.add(column.get(0).asText(), toType(column.get(1).asText()));
    List<Row> rows = new ArrayList<>();
    for (JsonNode cells : table.get("rows")) {
      Object[] values = new Object[cells.size()];
      for (int index = 0; index < values.length; index++) values[index] = toValue(cells.get(index), schema.apply(index).dataType());
      rows.add(RowFactory.create(values));
    }
    return spark.createDataFrame(rows, schema).coalesce(1);
  }

  private static DataType toType(String type) {
    return switch (type) {
      case "string" -> DataTypes.StringType;
      case "int64" -> DataTypes.LongType;
      case "double" -> DataTypes.DoubleType;
      case "boolean" -> DataTypes.BooleanType;
      case "date" -> DataTypes.DateType;
      case "timestamp" -> DataTypes.TimestampType;
      default -> throw new IllegalArgumentException("There is no type " + type + ".");
    };
  }

  private static Object toValue(JsonNode cell, DataType type) {
    if (cell.isNull()) return null;
    if (type == DataTypes.LongType) return Long.valueOf(cell.asText());
    if (type == DataTypes.DoubleType) return Double.valueOf(cell.asText());
    if (type == DataTypes.BooleanType) return cell.booleanValue();
    if (type == DataTypes.DateType) return Date.valueOf(cell.asText());
    if (type == DataTypes.TimestampType) return Timestamp.valueOf(cell.asText());
    return cell.asText();
  }
}
