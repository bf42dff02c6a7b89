using System.Globalization;
using Fathom.Production.Protocol;

namespace Fathom.Production.Attempts;

/// <summary>Path of the folder at the element that is one attempt's alone: <c>campaign/tier/job-attempt-lease</c>.</summary>
/// <remarks>The attempt's number makes it unique, part of its lease makes it unguessable. It is one folder and no two: each that is made
/// costs an inode, and a sync before the output counts.</remarks>
internal static class AttemptFolder
{
    private const int LeaseCharacters = 12;

    /// <summary>The folder of an attempt.</summary>
    /// <param name="campaign">Name of the campaign.</param>
    /// <param name="tier">Tier of the outputs.</param>
    /// <param name="fence">The attempt.</param>
    public static string Of(string campaign, string tier, LeaseReference fence) => string.Create(
        CultureInfo.InvariantCulture, $"{campaign}/{tier}/{fence.JobId:D8}-{fence.Attempt}-{fence.Lease.AsSpan(0, LeaseCharacters)}");

    /// <summary>The job that a folder would be of; null where it is no attempt's folder.</summary>
    /// <param name="folder">The folder, as somebody says; the version before wrote <c>campaign/tier/job/attempt-lease</c>.</param>
    public static long? JobOf(string folder) => folder.Split('/') is [_, _, var name, ..]
        && long.TryParse(name.AsSpan(0, name.IndexOf('-') is >= 0 and var end ? end : name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long job)
            ? job : null;
}
