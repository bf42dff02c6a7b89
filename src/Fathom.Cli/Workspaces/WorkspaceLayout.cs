using Fathom.Database;

namespace Fathom.Cli.Workspaces;

/// <summary>What <c>fathom init</c> puts into a workspace, with its names.</summary>
internal sealed class WorkspaceLayout(WorkspaceFolders folders)
{
    /// <summary>The element that receives data and outputs.</summary>
    public const string Primary = "primary";

    /// <summary>The element that receives second copies.</summary>
    public const string Second = "second";

    /// <summary>The conditions tag that init freezes.</summary>
    public const string Tag = "Reference26A";

    /// <summary>Constants of that tag, below <c>conditions/</c>.</summary>
    public const string ConstantsFile = "reference-26a.constants";

    /// <summary>Description of the detector.</summary>
    public string DetectorDescription => Path.Combine(folders.Detector, "juno-like.yaml");

    /// <summary>The constants: the simulation's truth and the tag's content, a perfect calibration.</summary>
    public string TruthConstants => Path.Combine(folders.Conditions, ConstantsFile);
}
