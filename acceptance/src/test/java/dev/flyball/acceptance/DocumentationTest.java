package dev.flyball.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles every fenced {@code java} block of the README and of docs/, each by itself. A block holds types, or statements
 * and members, which are put into a method or a class; imports come first.
 */
class DocumentationTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\R(.*?)^```");
    private static final Pattern TYPE = Pattern.compile(
            "(?m)^(@\\w+.*\\R)*(public |final |abstract |sealed )*(class|interface|record|enum|@interface) ");

    @TempDir
    Path output;

    @TestFactory
    Stream<DynamicTest> everySnippetCompiles() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            Matcher matcher = BLOCK.matcher(Files.readString(page));
            for (int number = 1; matcher.find(); number++) {
                String snippet = matcher.group(1);
                String name = Repository.root().relativize(page) + " #" + number;
                tests.add(DynamicTest.dynamicTest(name, () -> compiles(snippet)));
            }
        }
        return tests.stream();
    }

    @Test
    void thereAreSnippetsToCompile() throws IOException {
        assertThat(everySnippetCompiles()).hasSizeGreaterThan(5);
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Repository.root().resolve("README.md")));
        try (Stream<Path> docs = Files.walk(Repository.root().resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    private void compiles(String snippet) {
        StringWriter messages = new StringWriter();
        boolean ok = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        messages,
                        null,
                        null,
                        List.of("-d", output.toString(), "-proc:none", "-Xlint:-options", "--release", "17"),
                        null,
                        List.of(unit(snippet)))
                .call();
        assertThat(ok).as("%s%n%s", snippet, messages).isTrue();
    }

    private static JavaFileObject unit(String snippet) {
        String code = TYPE.matcher(snippet).find()
                ? snippet.replaceAll("(?m)^public (?=.*(class|interface|record|enum) )", "")
                : wrapped(snippet);
        return new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }
        };
    }

    private static String wrapped(String snippet) {
        StringBuilder imports = new StringBuilder();
        StringBuilder body = new StringBuilder();
        for (String line : snippet.lines().toList()) {
            (line.startsWith("import ") ? imports : body).append(line).append('\n');
        }
        return imports + "class Snippet { void run() throws Exception {\n" + body + "}}\n";
    }
}
