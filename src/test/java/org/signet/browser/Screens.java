package org.signet.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Clip;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/** Takes the documentation's pictures of the main pages: {@code src/test/screens.sh}. */
final class Screens {
    private static final int DESK = 1200;
    private static final int TELEPHONE = 360;
    private static final int MOST_TALL = 1100;
    private static final int COLOURS = 256;

    private final Path folder;
    private final ExampleCompany company;
    private final Browsing browsing;
    private final String administrator;

    private Screens(Path folder, ExampleCompany company, Browsing browsing) {
        this.folder = folder;
        this.company = company;
        this.browsing = browsing;
        this.administrator = company.administrator();
    }

    /** @param arguments the folder for the pictures */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        try (ExampleCompany company = new ExampleCompany();
                Browsing browsing = Browsing.start()) {
            new Screens(folder, company, browsing).all();
        }
        System.exit(0);
    }

    private void all() throws IOException {
        take("home", DESK, ColorScheme.LIGHT, "/");
        take("requests", DESK, ColorScheme.LIGHT, "/admin/requests");
        take("certificate", DESK, ColorScheme.LIGHT, company.certificatePage());
        take("hierarchy", DESK, ColorScheme.DARK, "/admin/hierarchy");
        take("trust", DESK, ColorScheme.LIGHT, "/trust");
        take("directory", TELEPHONE, ColorScheme.DARK, "/directory?address=ada.lovelace@example.com");
        take("key", TELEPHONE, ColorScheme.LIGHT, company.keyPage());
    }

    private void take(String name, int width, ColorScheme colours, String path) throws IOException {
        Page page = browsing.visitor(new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(colours)
                .setTimezoneId("Europe/Berlin"));
        page.context().addCookies(List.of(new Cookie("signet", administrator).setUrl(company.url)));
        page.navigate(company.url + path);
        page.evaluate("document.activeElement?.blur()");
        int tall = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
        byte[] taken = page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setClip(new Clip(0, 0, width, Math.min(tall, MOST_TALL))));
        page.context().close();
        Path file = folder.resolve(name + ".png");
        ImageIO.write(fewColours(ImageIO.read(new ByteArrayInputStream(taken))), "png", file.toFile());
        System.out.println(file + "  " + Files.size(file) / 1024 + " KiB");
    }

    /** The same with the colours that most of it has, for a file of a fraction of the size. */
    private static BufferedImage fewColours(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        Map<Integer, Integer> counts = new HashMap<>();
        Arrays.stream(pixels).forEach(pixel -> counts.merge(pixel, 1, Integer::sum));
        List<Integer> palette = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toList());
        int[] table = palette.stream().mapToInt(each -> each).toArray();
        BufferedImage few = new BufferedImage(
                width,
                height,
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, table.length, table, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE));
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            int place = places.computeIfAbsent(pixels[i], pixel -> nearest(table, pixel));
            few.getRaster().setSample(i % width, i / width, 0, place);
        }
        return few;
    }

    private static int nearest(int[] table, int pixel) {
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int place = 0; place < table.length; place++) {
            long far = 0;
            for (int shift = 0; shift <= 16; shift += 8) {
                long apart = (table[place] >> shift & 0xff) - (pixel >> shift & 0xff);
                far += apart * apart;
            }
            if (far < least) {
                least = far;
                best = place;
            }
        }
        return best;
    }
}
