namespace Fathom.Root.Streamers;

/// <summary>A class in one of its versions, as the file describes it (io/doc/TFile/TStreamerInfo).</summary>
/// <param name="Name">The class.</param>
/// <param name="Version">Its version.</param>
/// <param name="Checksum">Of its members, for classes without versions.</param>
/// <param name="Elements">Base classes and members in the order in which they are streamed.</param>
internal sealed record StreamerInfo(string Name, int Version, uint Checksum, IReadOnlyList<StreamerElement> Elements);
