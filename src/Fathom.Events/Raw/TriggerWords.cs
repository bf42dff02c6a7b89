namespace Fathom.Events.Raw;

/// <summary>Bits of the trigger word.</summary>
public static class TriggerWords
{
    /// <summary>Enough PMTs within the sliding window.</summary>
    public const uint Multiplicity = 1;

    /// <summary>Read out on a clock, whatever was there.</summary>
    public const uint Periodic = 2;
}
