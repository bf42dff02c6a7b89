using Fathom.Compute.Pilot;
using Fathom.Production.Protocol;

namespace Fathom.Twin.Campaign;

/// <summary>A slot with its pilot.</summary>
internal struct SimulatedPilot
{
    /// <summary>Its place in the pilot's state machine.</summary>
    public PilotStep Step;

    /// <summary>Its number at the server; 0 before it is registered.</summary>
    public long Number;

    /// <summary>Index of its site.</summary>
    public int Site;

    /// <summary>Its host.</summary>
    public string Host;

    /// <summary>What it holds.</summary>
    public LeaseOfTwin? Lease;

    /// <summary>Events of an earlier generation are void: each attempt and each life is one.</summary>
    public int Generation;

    /// <summary>When the batch system ends it [s].</summary>
    public double WallEnd;

    /// <summary>When it dies [s]; 0: not.</summary>
    public double DiesAt;

    /// <summary>When its payload began [s].</summary>
    public double Began;

    /// <summary>Whether its payload reads, and at which pace [byte/s]; 0: not.</summary>
    public double Reading;

    /// <summary>Reads of this attempt so far.</summary>
    public int Reads;

    /// <summary>When the present one began [s].</summary>
    public double ReadBegan;

    /// <summary>The read fails when it ends.</summary>
    public bool ReadFails;

    /// <summary>The payload fails when it ends.</summary>
    public bool PayloadFails;

    /// <summary>The payload has computed all that it could without more input.</summary>
    public bool Computed;

    /// <summary>How the present attempt's payload ended.</summary>
    public ReportKind Report;

    /// <summary>The attempt that is being reported while the next runs.</summary>
    public LeaseOfTwin? Finishing;

    /// <summary>What is reported of it.</summary>
    public ReportKind FinishingReport;

    /// <summary>What it used.</summary>
    public ResourceUse FinishingUse;

    /// <summary>Reports of an earlier life are void.</summary>
    public int Life;

    /// <summary>It is not there: its site is lost, or it is beyond the slots there are.</summary>
    public bool Absent;
}

/// <summary>What a pilot has to report.</summary>
internal enum ReportKind : byte
{
    /// <summary>Outputs.</summary>
    Outputs,

    /// <summary>The payload failed.</summary>
    PayloadFailed,

    /// <summary>The inputs could not be read.</summary>
    ReadFailed,
}
