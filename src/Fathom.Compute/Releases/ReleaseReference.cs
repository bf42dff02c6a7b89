using Fathom.Production.Operations;

namespace Fathom.Compute.Releases;

/// <summary>The release that the parameters of a command name.</summary>
/// <param name="Sha256">SHA-256 of its file.</param>
/// <param name="Name">Its name, where it has one.</param>
/// <param name="IsFolder">True where the file is an archive and the command gets the folder; else it gets the file, to run it.</param>
public sealed record ReleaseReference(string Sha256, string? Name, bool IsFolder)
{
    /// <summary>Parameter: where on this node the release lies. The pilot sets it.</summary>
    public const string PathParameter = "release.path";

    private const string HashParameter = ReleaseControl.HashParameter, NameParameter = ReleaseControl.NameParameter, KindParameter = "release.kind", Archive = "tar";

    /// <summary>What the parameters name, or null.</summary>
    public static ReleaseReference? Of(IReadOnlyDictionary<string, string> parameters) =>
        parameters.TryGetValue(HashParameter, out var sha256)
            ? new ReleaseReference(sha256, parameters.GetValueOrDefault(NameParameter), parameters.GetValueOrDefault(KindParameter) == Archive)
            : null;

    /// <summary>Names a registered release in the parameters of a command.</summary>
    public static void Add(Release release, IDictionary<string, string> parameters) =>
        (parameters[HashParameter], parameters[NameParameter], parameters[KindParameter]) = (release.Sha256, release.Name, Archive);

    /// <summary>The parameters with the place of the release on this node.</summary>
    public static Dictionary<string, string> At(string path, IReadOnlyDictionary<string, string> parameters) => new(parameters) { [PathParameter] = path };
}
