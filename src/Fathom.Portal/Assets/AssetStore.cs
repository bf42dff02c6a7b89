using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace Fathom.Portal.Assets;

/// <summary>The embedded files: found from any working directory, hashed once.</summary>
public static class AssetStore
{
    private const string Prefix = "asset/";

    private static readonly FrozenDictionary<string, Lazy<Asset>> Known = Names();

    /// <summary>Whether the build could embed three.js: else the event display shows projections.</summary>
    public static bool HasThree => Known.ContainsKey("three.module.js");

    /// <summary>The asset of a name, or null.</summary>
    public static Asset? Find(string name) => Known.TryGetValue(name, out var asset) ? asset.Value : null;

    private static FrozenDictionary<string, Lazy<Asset>> Names()
    {
        var assembly = typeof(AssetStore).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(n => n[Prefix.Length..], n => new Lazy<Asset>(() => Load(assembly, n)), StringComparer.Ordinal);
    }

    private static Asset Load(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"Resource {resource} is listed but cannot be opened.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var name = resource[Prefix.Length..];
        var tag = Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
        return new Asset(name, TypeOf(name), bytes, Pack(bytes), tag);
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}
