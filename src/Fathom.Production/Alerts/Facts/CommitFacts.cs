namespace Fathom.Production.Alerts.Facts;

/// <summary>How long commits took since the last look.</summary>
/// <param name="quantile">Gives the time that 99 % of the commits since the call before stayed under [s]; NaN where there was none.</param>
public sealed class CommitFacts(Func<double> quantile) : IAlertFactSource
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Facts { get; } = [AlertFacts.CommitSeconds];

    /// <inheritdoc/>
    public IEnumerable<AlertSample> Measure() => quantile() is var seconds && double.IsNaN(seconds) ? [] : [new AlertSample(AlertFacts.CommitSeconds, "", seconds)];
}
