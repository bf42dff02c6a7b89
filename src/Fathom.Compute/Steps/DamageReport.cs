using Fathom.Events.Raw;

namespace Fathom.Compute.Steps;

/// <summary>Says what was lost of a RAW file, for people and for the catalogue.</summary>
internal static class DamageReport
{
    private const int MaximumListed = 20;

    /// <summary>Each place with its offset, the first twenty.</summary>
    public static string[] Places(IReadOnlyList<RawDamage> damage)
    {
        var places = damage.Take(MaximumListed).Select(place => place.ToString());
        return damage.Count <= MaximumListed ? [.. places] : [.. places, $"and {damage.Count - MaximumListed} more"];
    }

    /// <summary>Empty, or one line that names the file and every place.</summary>
    public static string Remark(string lfn, long events, IReadOnlyList<RawDamage> damage) => damage.Count == 0
        ? ""
        : $"{lfn}: {damage.Count} damaged place(s), {damage.Sum(d => d.Length)} bytes lost, {events} whole event(s) kept: "
            + string.Join("; ", Places(damage));

    /// <summary>The cause where nothing could be recovered.</summary>
    public static StepFailedException Failure(string lfn, IReadOnlyList<RawDamage> damage)
    {
        var first = damage[0];
        var cause = first.Kind switch
        {
            RawDamageKind.EmptyFile => "RawFileEmpty",
            RawDamageKind.NotRaw => "RawFileNotRaw",
            RawDamageKind.UnknownVersion => "RawVersionUnknown",
            RawDamageKind.Truncated => "RawFileTruncated",
            _ => "RawFileWithoutWholeEvent",
        };
        var detail = $"{lfn}: {string.Join("; ", Places(damage))}. No event can be recovered: take another replica, or invalidate the file.";
        return new StepFailedException(cause, detail);
    }
}
