using System.Diagnostics.CodeAnalysis;

namespace Fathom.Events.Names;

/// <summary>The name of a detector file, as the collaboration forms it.</summary>
/// <remarks>
/// <c>RUN.10554.FATHOM.Physics.ds-1.global_trigger.20251009140223.002_F0.1.rtraw</c> in the folder
/// <c>global_trigger/00010000/00010500/10554/</c>: runs grouped by ten thousand, then by five hundred.
/// Only names that <see cref="FileName"/> could have made parse; all else, hostile or not, is refused.
/// </remarks>
/// <param name="Run">Run.</param>
/// <param name="Section">Section within the run, 1 to 999.</param>
/// <param name="StartTime">Begin of the section, UTC; only whole seconds are kept in the name.</param>
/// <param name="Tier">Tier.</param>
public sealed record DataFileName(uint Run, uint Section, DateTimeOffset StartTime, DataTier Tier)
{
    /// <summary>The last part, such as <c>RUN.10554.….002_F0.1.rtraw</c>.</summary>
    public string FileName => throw new NotImplementedException();

    /// <summary>The folder, without a slash at the end: <c>global_trigger/00010000/00010500/10554</c>.</summary>
    public string Folder => throw new NotImplementedException();

    /// <summary>Logical file name: folder and file name.</summary>
    public string Lfn => $"{Folder}/{FileName}";

    /// <summary>The same section in another tier.</summary>
    public DataFileName In(DataTier tier) => this with { Tier = tier };

    /// <summary>Parses a file name or a whole LFN, whose folder must then be the right one.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out DataFileName? name) => throw new NotImplementedException();
}
