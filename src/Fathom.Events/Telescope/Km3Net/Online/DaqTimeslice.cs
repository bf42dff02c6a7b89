namespace Fathom.Events.Telescope.Km3Net.Online;

/// <summary>All hits of a frame that a filter kept (JDAQTimeslice and its kinds L0, L1, L2, SN).</summary>
/// <param name="Header">The frame.</param>
/// <param name="Modules">Its data, module by module.</param>
public sealed record DaqTimeslice(DaqHeader Header, IReadOnlyList<DaqModuleFrame> Modules);

/// <summary>The data of one optical module in a frame (JDAQSuperFrame).</summary>
/// <param name="DomId">Identifier of the module.</param>
/// <param name="Daq">Status of its data acquisition.</param>
/// <param name="Status">Flags of its PMTs: high rate veto.</param>
/// <param name="Fifo">Flags of its PMTs: buffer almost full.</param>
/// <param name="Channel">PMT of each hit, 0–30.</param>
/// <param name="Tdc">Time of each hit since the begin of the frame [ns].</param>
/// <param name="TimeOverThreshold">Time over threshold of each hit [ns].</param>
public sealed record DaqModuleFrame(
    int DomId, int Daq, int Status, int Fifo, byte[] Channel, uint[] Tdc, byte[] TimeOverThreshold);
