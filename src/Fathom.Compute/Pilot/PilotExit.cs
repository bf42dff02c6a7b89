namespace Fathom.Compute.Pilot;

/// <summary>Exit codes of a pilot process.</summary>
public static class PilotExit
{
    /// <summary>Drained: told to by the server, a signal, or the idle limit.</summary>
    public const int Drained = 0;

    /// <summary>The bootstrap secret is missing, unsafe or refused.</summary>
    public const int NotAdmitted = 77;

    /// <summary>No server answered for the time of its patience.</summary>
    public const int ServerGone = 69;
}
