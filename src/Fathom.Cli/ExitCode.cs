namespace Fathom.Cli;

/// <summary>Exit codes of <c>fathom</c>, after BSD's sysexits where one fits; documented in docs/reference/exit-codes.md.</summary>
public static class ExitCode
{
    /// <summary>Everything that was asked for was done.</summary>
    public const int Ok = 0;

    /// <summary>It ran, and what it found is not well: an audit with violations, a campaign with held jobs.</summary>
    public const int NotWell = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 64;

    /// <summary>An input is damaged or not what it should be.</summary>
    public const int BadData = 65;

    /// <summary>Something named does not exist: a workspace, run, job, file.</summary>
    public const int NotFound = 66;

    /// <summary>A needed service is not there: the server does not answer, a program is not installed.</summary>
    public const int Unavailable = 69;

    /// <summary>A defect in Fathom.</summary>
    public const int Internal = 70;

    /// <summary>The disk is full, the workspace is read-only, or the disk failed.</summary>
    public const int InputOutput = 74;

    /// <summary>Somebody else holds the workspace; try again when they are done.</summary>
    public const int InUse = 75;

    /// <summary>Not allowed.</summary>
    public const int Denied = 77;

    /// <summary>Interrupted by Ctrl-C or SIGTERM; started again it resumes.</summary>
    public const int Interrupted = 130;
}
