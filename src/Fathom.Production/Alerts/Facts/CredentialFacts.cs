namespace Fathom.Production.Alerts.Facts;

/// <summary>How long credentials can still be used; what cannot be read has ended.</summary>
/// <param name="files">Their files.</param>
/// <param name="time">Clock.</param>
public sealed class CredentialFacts(Func<IEnumerable<string>> files, TimeProvider time) : IAlertFactSource
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Facts { get; } = [AlertFacts.CredentialDays];

    /// <inheritdoc/>
    public IEnumerable<AlertSample> Measure() => [.. files().Select(file => new AlertSample(
        AlertFacts.CredentialDays, file, CredentialFile.Ends(file) is { } ends ? (ends - time.GetUtcNow()).TotalDays : 0))];
}
