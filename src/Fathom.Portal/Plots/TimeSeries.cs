namespace Fathom.Portal.Plots;

/// <summary>Values over time, one a bucket; NaN where there is none.</summary>
/// <param name="Name">What they are of.</param>
/// <param name="Values">One for each bucket.</param>
public sealed record TimeSeries(string Name, double[] Values);

/// <summary>A bucket of time.</summary>
/// <param name="Label">Its name under the pointer.</param>
/// <param name="Tick">Its text at the axis, or empty for none.</param>
public readonly record struct TimeBucket(string Label, string Tick);
