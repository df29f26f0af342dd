package dev.flyball.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class FigureTest {

    private final List<Outcome.Point> points = List.of(
            new Outcome.Point(1, 10, 20),
            new Outcome.Point(3, 20, Double.NaN),
            new Outcome.Point(5, 40, 30),
            new Outcome.Point(7, 20, 30));

    @Test
    void aPictureIsXmlWithALineForEachLimiterInBothPanels() throws Exception {
        Document picture = parsed(Figure.of(
                "A < B & C",
                8,
                List.of(new Figure.Mark(4, "half time")),
                List.of(
                        new Figure.Column("left", List.of(new Figure.Line("one", "#000000", points))),
                        new Figure.Column("right", List.of(new Figure.Line("two", "#111111", points))))));

        assertThat(picture.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("A < B & C");
        assertThat(paths(picture, "#000000")).hasSize(3);
    }

    @Test
    void aLineIsBrokenWhereNothingWasMeasured() throws Exception {
        Document picture = parsed(Figure.of(
                "gap",
                8,
                List.of(),
                List.of(new Figure.Column("", List.of(new Figure.Line("one", "#000000", points))))));

        assertThat(paths(picture, "#000000").get(2)).matches("M[\\d. ]+M[\\d. ]+L[\\d. ]+");
    }

    @Test
    void anAxisEndsOnTicksAroundItsValues() {
        LogAxis axis = LogAxis.around(DoubleStream.of(7, 31, Double.NaN, 0));

        assertThat(axis.ticks()).containsExactly(5.0, 10.0, 20.0, 50.0);
        assertThat(axis.position(5)).isZero();
        assertThat(axis.position(50)).isEqualTo(1);
    }

    private static List<String> paths(Document picture, String stroke) {
        var all = picture.getElementsByTagName("path");
        return IntStream.range(0, all.getLength())
                .mapToObj(at -> all.item(at).getAttributes())
                .filter(path -> path.getNamedItem("stroke") != null
                        && stroke.equals(path.getNamedItem("stroke").getNodeValue()))
                .map(path -> path.getNamedItem("d").getNodeValue())
                .toList();
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
