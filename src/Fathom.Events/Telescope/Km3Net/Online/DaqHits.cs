namespace Fathom.Events.Telescope.Km3Net.Online;

/// <summary>Hits as columns of equal length, as the detector sends them: without calibration.</summary>
/// <param name="DomId">Identifier of the optical module.</param>
/// <param name="Channel">PMT within the module, 0–30.</param>
/// <param name="Tdc">Time since the begin of the frame [ns].</param>
/// <param name="TimeOverThreshold">Time over threshold [ns].</param>
public sealed record DaqHits(int[] DomId, byte[] Channel, uint[] Tdc, byte[] TimeOverThreshold)
{
    /// <summary>Number of hits.</summary>
    public int Count => DomId.Length;
}
