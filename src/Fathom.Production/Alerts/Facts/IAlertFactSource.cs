namespace Fathom.Production.Alerts.Facts;

/// <summary>Measures some of the facts.</summary>
public interface IAlertFactSource
{
    /// <summary>The facts that it gives.</summary>
    IReadOnlyList<string> Facts { get; }

    /// <summary>The facts now. What it throws leaves the alerts on these facts as they are.</summary>
    IEnumerable<AlertSample> Measure();
}
