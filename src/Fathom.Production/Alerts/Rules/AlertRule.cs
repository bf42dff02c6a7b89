namespace Fathom.Production.Alerts.Rules;

/// <summary>How much an alert matters.</summary>
public enum AlertSeverity
{
    /// <summary>To be looked at today.</summary>
    Warning,

    /// <summary>To be looked at now: work stands still or will.</summary>
    Critical,
}

/// <summary>When an alert fires and when it is over; data, shipped or the workspace's own.</summary>
/// <param name="Name">Its name; a rule of the workspace with the same name takes the place of the shipped one.</param>
/// <param name="Fact">The fact that it looks at: one of <see cref="Facts.AlertFacts"/>.</param>
/// <param name="Above">Fires where the fact is above this; null where it looks below.</param>
/// <param name="Below">Fires where the fact is below this; null where it looks above.</param>
/// <param name="Clear">Over where the fact is back at this or beyond; between the two nothing changes. Default: the threshold.</param>
/// <param name="For">How long the fact must be bad before it fires. Default: at once.</param>
/// <param name="ClearFor">How long the fact must be good before it is over. Default: at once.</param>
/// <param name="Repeat">Told again after so long while it fires; zero for never.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Text">What is told: {subject} and {value} are filled in.</param>
/// <param name="Do">What to do next.</param>
public sealed record AlertRule(
    string Name, string Fact, double? Above, double? Below, double? Clear, TimeSpan For, TimeSpan ClearFor, TimeSpan Repeat,
    AlertSeverity Severity, string Text, string Do)
{
    /// <summary>The threshold.</summary>
    public double Threshold => Above ?? Below ?? 0;

    /// <summary>Whether a value is bad.</summary>
    public bool IsBad(double value) => Above is { } above ? value > above : value < Below;

    /// <summary>Whether a value is good again; between bad and good lies the hysteresis.</summary>
    public bool IsGood(double value) => Above is { } above ? value <= (Clear ?? above) : value >= (Clear ?? Below);
}
