namespace Fathom.Production.Alerts.Facts;

/// <summary>When credentials can no longer be used.</summary>
/// <param name="credentials">Name and end of each.</param>
/// <param name="time">Clock.</param>
public sealed class CredentialFacts(Func<IEnumerable<(string Name, DateTimeOffset Ends)>> credentials, TimeProvider time) : IAlertFactSource
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Facts { get; } = [AlertFacts.CredentialDays];

    /// <inheritdoc/>
    public IEnumerable<AlertSample> Measure() =>
        [.. credentials().Select(one => new AlertSample(AlertFacts.CredentialDays, one.Name, (one.Ends - time.GetUtcNow()).TotalDays))];
}
