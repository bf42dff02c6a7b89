namespace Fathom.Events.Telescope.Km3Net.Online;

/// <summary>Which frame of which run of which detector data belong to (JDAQChronometer).</summary>
/// <param name="DetectorId">The detector.</param>
/// <param name="Run">The run.</param>
/// <param name="FrameIndex">The frame, counted from the begin of the run; one lasts 100 ms.</param>
/// <param name="UtcSeconds">Begin of the frame: UTC as seconds since 1970 on the POSIX count [s].</param>
/// <param name="UtcCycles">What is to be added, in cycles of 16 ns.</param>
public readonly record struct DaqHeader(int DetectorId, int Run, int FrameIndex, uint UtcSeconds, uint UtcCycles)
{
    private const double CycleSeconds = 16e-9;

    /// <summary>The highest bit says whether the clock was synchronised.</summary>
    private const uint SecondsMask = 0x7FFFFFFF;

    /// <summary>Begin of the frame [s since 1970, POSIX].</summary>
    public double UnixSeconds => (UtcSeconds & SecondsMask) + (UtcCycles * CycleSeconds);
}
