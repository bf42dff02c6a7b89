namespace Fathom.Events.Telescope;

/// <summary>One event as the telescope releases it: hits, time, and the published track where there is one.</summary>
/// <param name="Name">Name of the event, taken from its file ("KM3-230213A").</param>
/// <param name="UnixSeconds">UTC as seconds since 1970-01-01 on the POSIX count, which skips leap seconds [s].</param>
/// <param name="Hits">The hits.</param>
/// <param name="PublishedTrack">The collaboration's own track, for comparison only; no fit reads it.</param>
public sealed record TelescopeEvent(string Name, double UnixSeconds, TelescopeHits Hits, MuonTrack? PublishedTrack);
