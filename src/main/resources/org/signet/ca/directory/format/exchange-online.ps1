# Certificates for Exchange Online, written by Signet (signet export-directory --for exchange-online).
# Connect first (Connect-ExchangeOnline), as somebody who may change mailboxes, and in the same window:
#   .\THIS.ps1 -WhatIf     shows what it would do
#   .\THIS.ps1             does it
# Mailboxes that are kept in step with a local Active Directory are changed there: signet export-directory --for ad.
[CmdletBinding(SupportsShouldProcess = $true)]
param()
Set-StrictMode -Version 2.0
$script:done = 0
$script:failed = 0

function ConvertFrom-Text([string]$Base64) {
    [System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($Base64))
}

function Set-Certificates([string]$Address, [string[]]$Certificates) {
    $values = New-Object System.Collections.ArrayList
    foreach ($text in $Certificates) { [void]$values.Add([System.Convert]::FromBase64String($text)) }
    if (-not $values.Count) { $values = $null }
    try {
        Set-Mailbox -Identity $Address -UserSMimeCertificate $values -ErrorAction Stop -WhatIf:$WhatIfPreference
        $script:done++
    } catch {
        $script:failed++
        Write-Warning "${Address}: $($_.Exception.Message)"
    }
}

#PEOPLE#

Write-Output "$script:done written, $script:failed not."
if ($script:failed) { exit 1 }
