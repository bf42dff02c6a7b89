using System.Text.Json;
using System.Text.RegularExpressions;

namespace Fathom.Root.Tests.Expected;

/// <summary>shared/data/expected.json: what an independent reader (uproot) gets from real files.</summary>
internal static partial class ExpectedFile
{
    private static readonly Lazy<JsonElement?> s_root = new(Load);

    /// <summary>Folder of the data; null where they are not on this machine.</summary>
    internal static string? Folder { get; } = Find();

    /// <summary>Its files; null where they are not on this machine.</summary>
    internal static JsonElement? Files => s_root.Value;

    /// <summary>Python writes NaN and Infinity as bare words, which JSON does not know: they become texts here.</summary>
    internal static JsonElement Parse(string pythonJson) => JsonDocument.Parse(Bare().Replace(pythonJson, "\"$0\"")).RootElement;

    private static JsonElement? Load() => Folder is null ? null : Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")));

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "data");
            if (File.Exists(Path.Combine(candidate, "expected.json")))
            {
                return candidate;
            }
        }

        return null;
    }

    [GeneratedRegex(@"(?<=[:,\[]\s*)(NaN|-?Infinity)(?=\s*[,\]}])")]
    private static partial Regex Bare();
}
