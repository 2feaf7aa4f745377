package org.signet.ca.trust;

import java.util.Locale;
import org.signet.crypto.x509.Certificate;
import org.signet.model.Bytes;

/**
 * PowerShell for a domain: as a computer's start-up script it fills the machine's stores, roots in {@code Root} and those below in
 * {@code CA}. Never in {@code NTAuth}, which is for signing in.
 */
final class WindowsDomain {
    static final TrustKit KIT = new TrustKit(
            "windows-domain",
            TrustKit.Platform.WINDOWS,
            "windows-domain.ps1",
            "application/octet-stream",
            "Windows domain: a start-up script for group policy",
            WindowsDomain::write);

    private static final String HEAD = """
            # Makes Windows computers trust the e-mail CA of {company}; from {page}
            # Compare the SHA-256 values below with what your company gave you another way, before you distribute this.
            # As a start-up script of a group policy it fills the computer's stores; -User fills those of whoever runs it.
            param([switch]$User)
            Set-StrictMode -Version 2
            $ErrorActionPreference = 'Stop'
            $location = if ($User) { 'CurrentUser' } else { 'LocalMachine' }
            $carried = @()
            """;

    private static final String TAIL = """
            # Everything is checked before anything is installed.
            $sha256 = [System.Security.Cryptography.SHA256]::Create()
            foreach ($each in $carried) {
              $each.Der = [System.Convert]::FromBase64String($each.Base64)
              $found = [System.BitConverter]::ToString($sha256.ComputeHash($each.Der)).Replace('-', '')
              if ($found -ne $each.Sha256) {
                throw ('This script was damaged on its way; fetch it again. Nothing was changed. Found SHA-256 ' + $found)
              }
            }
            foreach ($each in $carried) {
              $certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (, $each.Der)
              $store = New-Object System.Security.Cryptography.X509Certificates.X509Store -ArgumentList $each.Store, $location
              $store.Open('ReadWrite')
              try {
                $store.Add($certificate)
              } finally {
                $store.Close()
              }
            }
            """;

    private WindowsDomain() {}

    private static Bytes write(TrustSite site) {
        StringBuilder text =
                new StringBuilder(HEAD.replace("{company}", site.plainCompany()).replace("{page}", site.page()));
        site.anchors().roots().forEach(root -> carry(root, "Root", text));
        site.intermediates().forEach(below -> carry(below, "CA", text));
        return TrustKit.ascii(text.append(TAIL).toString().replace("\n", "\r\n"));
    }

    private static void carry(Certificate certificate, String store, StringBuilder text) {
        text.append("$carried += @{ Store = '")
                .append(store)
                .append("'; Sha256 = '")
                .append(certificate.sha256().hex().toUpperCase(Locale.ROOT))
                .append("'; Der = $null; Base64 = @'\n");
        certificate
                .pem()
                .lines()
                .filter(line -> !line.startsWith("-"))
                .forEach(line -> text.append(line).append('\n'));
        text.append("'@ }\n");
    }
}
