using System.Text.Json;

namespace Fathom.Events.Telescope.Display;

/// <summary>What a 3D display of one telescope event draws: bounded in size whatever the event.</summary>
/// <param name="Name">Name of the event.</param>
/// <param name="Utc">UTC as ISO 8601 with milliseconds.</param>
/// <param name="TotalHits">Hits in the event; <see cref="Hits"/> may hold fewer.</param>
/// <param name="Lines">Detection units as drawn lines.</param>
/// <param name="Modules">Optical modules with hits, as columns.</param>
/// <param name="Hits">First hits of PMTs, as columns: all hits used first, then triggered ones, then the largest.</param>
/// <param name="Fit">The fitted track, or null without a converged fit.</param>
/// <param name="Published">The published track, or null.</param>
/// <param name="SeparationDegrees">Angle between the two [deg], or null.</param>
/// <param name="AngularErrorDegrees">Statistical error of the fit [deg], or null.</param>
public sealed record EventDisplayModel(
    string Name,
    string Utc,
    int TotalHits,
    IReadOnlyList<DisplayLine> Lines,
    DisplayModules Modules,
    DisplayHits Hits,
    DisplayTrack? Fit,
    DisplayTrack? Published,
    double? SeparationDegrees,
    double? AngularErrorDegrees)
{
    /// <summary>At most so many hits are given singly.</summary>
    public const int MaxHits = 6000;

    /// <summary>Makes the model of a full event file.</summary>
    /// <exception cref="TelescopeFileException">The file is not a full event file.</exception>
    public static EventDisplayModel Load(string fullEventPath) => EventDisplayBuilder.Build(FullEventFile.Read(fullEventPath));

    /// <summary>The model as compact JSON (camelCase), bytes equal for equal events.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DisplayJson.Default.EventDisplayModel);
}
