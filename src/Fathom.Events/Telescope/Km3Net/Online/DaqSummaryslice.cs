namespace Fathom.Events.Telescope.Km3Net.Online;

/// <summary>Hit rates and status of all modules in a frame (JDAQSummaryslice).</summary>
/// <param name="Header">The frame.</param>
/// <param name="Modules">Its modules.</param>
public sealed record DaqSummaryslice(DaqHeader Header, IReadOnlyList<DaqSummaryFrame> Modules);

/// <summary>Hit rates and status of one module (JDAQSummaryFrame).</summary>
/// <param name="DomId">Identifier of the module.</param>
/// <param name="Daq">Status of its data acquisition.</param>
/// <param name="Status">Flags of its PMTs: high rate veto.</param>
/// <param name="Fifo">Flags of its PMTs: buffer almost full.</param>
/// <param name="Rates">Rate of each PMT as stored, one byte; <see cref="Rate"/> gives it in hertz.</param>
public sealed record DaqSummaryFrame(int DomId, uint Daq, uint Status, uint Fifo, byte[] Rates)
{
    /// <summary>PMTs of a module.</summary>
    public const int Channels = 31;

    private const double MinimumRate = 2.0e3;
    private const double MaximumRate = 2.0e6;

    /// <summary>Rate of a PMT [Hz]: logarithmic from 2 kHz (1) to 2 MHz (255); 0 stands for no hits (JDAQRate).</summary>
    public double Rate(int channel) => Rates[channel] == 0
        ? 0
        : MinimumRate * Math.Exp(Rates[channel] * Math.Log(MaximumRate / MinimumRate) / byte.MaxValue);
}
