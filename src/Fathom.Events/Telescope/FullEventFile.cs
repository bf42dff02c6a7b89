namespace Fathom.Events.Telescope;

/// <summary>Full events as ROOT files: one RNTuple a stream (docs/reference/telescope-streams.md).</summary>
/// <remarks>A file holds one event; equal events give equal bytes.</remarks>
public static partial class FullEventFile;
