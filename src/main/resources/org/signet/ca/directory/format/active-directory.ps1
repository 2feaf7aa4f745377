# Certificates for Active Directory, written by Signet (signet export-directory --for ad).
# Run it on a machine with the ActiveDirectory module, as somebody who may write these attributes:
#   powershell -File THIS.ps1 -WhatIf     shows what it would do
#   powershell -File THIS.ps1             does it
# userSMIMECertificate is replaced. In userCertificate, what other CAs put there stays.
#Requires -Modules ActiveDirectory
[CmdletBinding(SupportsShouldProcess = $true)]
param()
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$ours = #OURS#
$script:done = 0
$script:failed = 0

function ConvertFrom-Text([string]$Base64) {
    [System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($Base64))
}

function Test-Ours([byte[]]$Der) {
    $certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList (, $Der)
    $sha1 = [System.Security.Cryptography.SHA1]::Create()
    $name = [System.BitConverter]::ToString($sha1.ComputeHash($certificate.IssuerName.RawData)).Replace('-', '').ToLowerInvariant()
    return $ours -contains $name
}

function Set-Certificates([string]$Filter, [string[]]$Certificates, [string[]]$Chains) {
    try {
        $users = @(Get-ADUser -LDAPFilter $Filter -Properties userCertificate)
        if ($users.Count -ne 1) {
            throw "$($users.Count) users have this address"
        }
        $user = $users[0]
        $single = New-Object System.Collections.ArrayList
        foreach ($text in $Certificates) { [void]$single.Add([System.Convert]::FromBase64String($text)) }
        foreach ($der in @($user.userCertificate)) {
            if ($null -ne $der -and -not (Test-Ours $der)) { [void]$single.Add([byte[]]$der) }
        }
        $chained = New-Object System.Collections.ArrayList
        foreach ($text in $Chains) { [void]$chained.Add([System.Convert]::FromBase64String($text)) }
        $replace = @{}
        $clear = @()
        if ($single.Count) { $replace['userCertificate'] = $single.ToArray() } else { $clear += 'userCertificate' }
        if ($chained.Count) { $replace['userSMIMECertificate'] = $chained.ToArray() } else { $clear += 'userSMIMECertificate' }
        if ($replace.Count) { Set-ADUser -Identity $user -Replace $replace -WhatIf:$WhatIfPreference }
        if ($clear.Count) { Set-ADUser -Identity $user -Clear $clear -WhatIf:$WhatIfPreference }
        $script:done++
    } catch {
        $script:failed++
        Write-Warning "${Filter}: $($_.Exception.Message)"
    }
}

#PEOPLE#

Write-Output "$script:done written, $script:failed not."
if ($script:failed) { exit 1 }
