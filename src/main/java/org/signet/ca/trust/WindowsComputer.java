package org.signet.ca.trust;

import java.util.ArrayList;
import java.util.List;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/**
 * A batch file for one computer, to be double-clicked: PowerShell does not run what was downloaded. Its certificates stand below its
 * end, each line with a mark, as labels that nothing jumps to.
 */
final class WindowsComputer {
    static final TrustKit KIT = new TrustKit(
            "windows",
            TrustKit.Platform.WINDOWS,
            "windows.cmd",
            "application/octet-stream",
            "Windows: a file to double-click, for Outlook and every other program",
            WindowsComputer::write);

    private static final String HEAD = """
            @echo off
            rem Makes this computer trust the e-mail CA of {company}; from {page}
            rem Double-click: for you alone. As administrator, with /machine: for everybody on this computer.
            setlocal EnableExtensions DisableDelayedExpansion
            set "scope=-user"
            if /i "%~1"=="/machine" set "scope="
            set "work=%TEMP%\\mail-ca-%RANDOM%%RANDOM%"
            mkdir "%work%" || exit /b 3
            """;

    private static final String QUESTION = """
            set "answer="
            set /p "answer=Is that what your company gave you another way? Type yes: "
            if not defined answer goto refused
            set "answer=%answer:"=%"
            if /i not "%answer%"=="yes" goto refused
            """;

    private static final String TAIL = """
            echo Done. Start Outlook again.
            set "code=0"
            goto end

            :refused
            echo Nothing was changed. Ask those who run the CA for the right fingerprint.
            set "code=1"
            goto end

            :damaged
            echo This file was damaged on its way, nothing was changed. Fetch it again.
            set "code=1"
            goto end

            :failed
            echo Windows refused a certificate. Try again as administrator, or ask those who run the CA.
            set "code=1"

            :end
            rmdir /s /q "%work%"
            pause
            exit /b %code%

            rem unpack NUMBER SHA256: writes a certificate that stands below, if it has that fingerprint.
            :unpack
            for /f "tokens=1,*" %%a in ('findstr /b /c:":::%~1 " "%~f0"') do >>"%work%\\%~1.pem" echo %%b
            certutil -f -decode "%work%\\%~1.pem" "%work%\\%~1.cer" >nul || exit /b 1
            set "found="
            for /f "skip=1 delims=" %%h in ('certutil -hashfile "%work%\\%~1.cer" SHA256') do if not defined found set "found=%%h"
            if not defined found exit /b 1
            set "found=%found: =%"
            if /i "%found%"=="%~2" exit /b 0
            exit /b 1

            """;

    private WindowsComputer() {}

    private static Bytes write(TrustSite site) {
        List<Certificate> all = new ArrayList<>(site.anchors().roots());
        all.addAll(site.intermediates());
        StringBuilder text =
                new StringBuilder(HEAD.replace("{company}", site.plainCompany()).replace("{page}", site.page()));
        for (int i = 0; i < all.size(); i++) {
            text.append("call :unpack %d %s || goto damaged\n"
                    .formatted(i, all.get(i).sha256().hex()));
        }
        site.rootLines()
                .lines()
                .forEach(line -> text.append("echo ").append(line).append('\n'));
        text.append(QUESTION);
        for (int i = 0; i < all.size(); i++) {
            text.append("certutil %%scope%% -f -addstore %s \"%%work%%\\%d.cer\" || goto failed\n"
                    .formatted(site.isRoot(all.get(i)) ? "Root" : "CA", i));
        }
        text.append(TAIL);
        for (int i = 0; i < all.size(); i++) {
            String mark = ":::" + i + " ";
            all.get(i)
                    .pem()
                    .lines()
                    .forEach(line -> text.append(mark).append(line).append('\n'));
        }
        return TrustKit.ascii(text.toString().replace("\n", "\r\n"));
    }
}
