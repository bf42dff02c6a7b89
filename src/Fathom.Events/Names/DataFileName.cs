using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Fathom.Events.Names;

/// <summary>The name of a detector file, as the collaboration forms it.</summary>
/// <remarks>
/// <c>RUN.10554.FATHOM.Physics.ds-1.global_trigger.20251009140223.002_F0.1.rtraw</c> in the folder
/// <c>global_trigger/00010000/00010500/10554</c>: runs grouped by ten thousand, then by a hundred.
/// Only names that <see cref="FileName"/> could have made parse; all else, hostile or not, is refused.
/// </remarks>
/// <param name="Run">Run.</param>
/// <param name="Section">Section within the run, 1 to 999.</param>
/// <param name="StartTime">Begin of the section, UTC; only whole seconds are kept in the name.</param>
/// <param name="Tier">Tier.</param>
public sealed record DataFileName(uint Run, uint Section, DateTimeOffset StartTime, DataTier Tier)
{
    private const string TimeFormat = "yyyyMMddHHmmss";
    private const int MaximumLength = 200;
    private const int Parts = 10;

    /// <summary>The last part, such as <c>RUN.10554.FATHOM.Physics.ds-1.global_trigger.20251009140223.002_F0.1.rtraw</c>.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture,
        $"RUN.{Run}.FATHOM.Physics.ds-1.global_trigger.{StartTime.UtcDateTime:yyyyMMddHHmmss}.{Section:000}_F0.1.{Extension(Tier)}");

    /// <summary>The folder, without a slash at the end: <c>global_trigger/00010000/00010500/10554</c>, by ten thousand runs, then by a hundred.</summary>
    public string Folder => string.Create(CultureInfo.InvariantCulture,
        $"global_trigger/{Run / 10000 * 10000:00000000}/{Run / 100 * 100:00000000}/{Run}");

    /// <summary>Logical file name: folder and file name.</summary>
    public string Lfn => $"{Folder}/{FileName}";

    /// <summary>The same section in another tier.</summary>
    public DataFileName In(DataTier tier) => this with { Tier = tier };

    /// <summary>Parses a file name or a whole LFN, whose folder must then be the right one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out DataFileName? name)
    {
        name = null;
        if (text is null || text.Length > MaximumLength)
        {
            return false;
        }

        var candidate = Read(text[(text.LastIndexOf('/') + 1)..].Split('.'));
        if (candidate is null || (text != candidate.FileName && text != candidate.Lfn))
        {
            return false;
        }

        name = candidate;
        return true;
    }

    /// <summary>Extension of a tier's files, without the dot.</summary>
    public static string Extension(DataTier tier) => tier switch
    {
        DataTier.Raw => "raw",
        DataTier.Rtraw => "rtraw",
        DataTier.Esd => "esd",
        DataTier.MiniEsd => "miniesd",
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "No such tier."),
    };

    // Loose on purpose: the caller compares with what the parts would be formatted to
    private static DataFileName? Read(string[] parts)
    {
        if (parts.Length != Parts
            || !uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            || !DateTimeOffset.TryParseExact(parts[6], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            || parts[7].Length < 3
            || !uint.TryParse(parts[7].AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var section)
            || section == 0)
        {
            return null;
        }

        foreach (var tier in Enum.GetValues<DataTier>())
        {
            if (parts[^1] == Extension(tier))
            {
                return new DataFileName(run, section, time, tier);
            }
        }

        return null;
    }
}
