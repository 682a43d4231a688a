#!/usr/bin/env bash
# Package: com.amazon.deequ:deequ 2.1.0-spark-3.5 with software.amazon.glue:dqdl 1.0.0 on Spark 3.5.9, Java 17, Maven, Linux.
# Behaviour: EvaluateDataQuality.process gives its results in the order of the rules for up to four rules. From five on they come in another order:
#   joined with the rules by position, a rule gets the verdict of another one. A rule that is written twice has one result.
# Expected: a row for each rule, in the order of the ruleset, as AWS Glue numbers them (Rule_1, Rule_2, ...); a workaround is to join by the column Rule.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# What Deequ and DQDL need themselves is older than Spark's, and Spark fails with it.
dependency() { echo "<dependency><groupId>$1</groupId><artifactId>$2</artifactId><version>$3</version>${4:-}</dependency>"; }
none='<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>'
cat > pom.xml <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>t</groupId><artifactId>t</artifactId><version>1</version><packaging>pom</packaging><dependencies>
$(dependency org.apache.spark spark-sql_2.12 3.5.9)
$(dependency com.amazon.deequ deequ 2.1.0-spark-3.5 "$none")
$(dependency software.amazon.glue dqdl 1.0.0 "$none")
</dependencies></project>
XML
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DincludeScope=runtime -DoutputDirectory=jars >/dev/null
cat > Order.java <<'JAVA'
import com.amazon.deequ.dqdl.EvaluateDataQuality;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.*;

public class Order {
  public static void main(String[] none) {
    SparkSession spark = SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1").config("spark.sql.shuffle.partitions", "1").getOrCreate();
    spark.sparkContext().setLogLevel("OFF");
    Dataset<Row> data = spark.range(3).toDF();
    boolean four = isInOrder(data, rules(4)), five = isInOrder(data, rules(5)), eight = isInOrder(data, rules(8));
    int twice = results(data, List.of("RowCount > 0", "RowCount > 0")).size();
    System.out.printf("in order: four rules %s, five %s, eight %s; results of a rule written twice: %d%n", four, five, eight, twice);
    boolean isAsDescribed = four && !five && !eight && twice == 1;
    System.out.println(isAsDescribed ? "As described." : "The behaviour has changed.");
    System.exit(isAsDescribed ? 0 : 1);
  }

  static List<String> rules(int count) {
    return IntStream.range(0, count).mapToObj((index) -> "RowCount > " + index).toList();
  }

  static boolean isInOrder(Dataset<Row> data, List<String> rules) {
    List<String> results = results(data, rules);
    System.out.println(results);
    return results.equals(rules);
  }

  static List<String> results(Dataset<Row> data, List<String> rules) {
    return EvaluateDataQuality.process(data, "Rules = [ " + String.join(", ", rules) + " ]").collectAsList().stream()
        .map((row) -> row.<String>getAs("Rule")).toList();
  }
}
JAVA
opens=()
for package in java.lang java.lang.invoke java.nio java.util sun.nio.ch sun.util.calendar; do opens+=("--add-opens=java.base/$package=ALL-UNNAMED"); done
java -Xmx1g "${opens[@]}" -cp 'jars/*' Order.java 2>/dev/null
