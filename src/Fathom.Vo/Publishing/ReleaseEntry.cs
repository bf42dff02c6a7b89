namespace Fathom.Vo.Publishing;

/// <summary>A version of a release on the shelf.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Path">Its file.</param>
/// <param name="Changed">When it came into that state.</param>
public sealed record ReleaseEntry(string Name, string Version, ReleaseState State, string Path, DateTimeOffset Changed);
