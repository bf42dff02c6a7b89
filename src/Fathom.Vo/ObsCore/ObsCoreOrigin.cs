using Fathom.Vo.Registry;
using Fathom.Vo.Releases;

namespace Fathom.Vo.ObsCore;

/// <summary>Whose observations they are, and where they are found.</summary>
/// <param name="Root">Address of the server with a slash at its end; null: not known.</param>
/// <param name="Publisher">Who publishes; null: nobody has stated it, and the host's name stands for it.</param>
public sealed record ObsCoreOrigin(Uri? Root, Publisher? Publisher)
{
    /// <summary>Identifier that the publisher gives to a release, or to a file of it.</summary>
    public string Identifier(ReleaseDescription about, string? file)
    {
        ArgumentNullException.ThrowIfNull(about);
        string release = Publisher is { } publisher ? ReleaseResource.Identifier(publisher, about.Name) : $"ivo://{Root?.Host ?? "localhost"}/releases/{about.Name}";
        return $"{release}?{about.Version}{(file is null ? "" : "/" + file)}";
    }
}
