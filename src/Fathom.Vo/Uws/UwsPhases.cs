namespace Fathom.Vo.Uws;

/// <summary>Names of phases, and which are waited for.</summary>
public static class UwsPhases
{
    /// <summary>The name in documents and parameters.</summary>
    public static string Name(this UwsPhase phase) => phase.ToString().ToUpperInvariant();

    /// <summary>True where the job changes its phase by itself or on its owner's word, so that a client may wait for that.</summary>
    public static bool IsActive(this UwsPhase phase) => phase is UwsPhase.Pending or UwsPhase.Queued or UwsPhase.Executing;

    /// <summary>The phase of a name in any case; false: there is none of that name.</summary>
    public static bool TryParse(string name, out UwsPhase phase)
    {
        foreach (UwsPhase known in Enum.GetValues<UwsPhase>())
        {
            if (string.Equals(known.Name(), name, StringComparison.OrdinalIgnoreCase))
            {
                phase = known;
                return true;
            }
        }

        phase = UwsPhase.Unknown;
        return false;
    }
}
