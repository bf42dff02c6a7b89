namespace Fathom.Twin.Scenarios;

/// <summary>A campaign and the world it runs in, for the twin.</summary>
public sealed class Scenario
{
    /// <summary>Short name.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it asks, in a sentence.</summary>
    public string Question { get; set; } = "";

    /// <summary>Jobs of all campaigns together. Default 477,000.</summary>
    public int Jobs { get; set; } = 477_000;

    /// <summary>Slots. Default 22,484.</summary>
    public int Slots { get; set; } = 22_484;

    /// <summary>Seed of all that is random. Default 1.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>Mean duration of a job [h]; log-normal. Default 0.55.</summary>
    public double JobHours { get; set; } = 0.55;

    /// <summary>σ of the logarithm of durations. Default 0.4.</summary>
    public double JobSigma { get; set; } = 0.4;

    /// <summary>σ of the logarithm of predicted over true duration. Default 0.2.</summary>
    public double PredictionError { get; set; } = 0.2;

    /// <summary>Slots come up evenly over this [h]. Default 0.25.</summary>
    public double RampHours { get; set; } = 0.25;

    /// <summary>Part of jobs, or of attempts (<see cref="RetriesFail"/>), whose payload fails, when <see cref="FailsAt"/> says. Default 0.02.</summary>
    public double JobFailures { get; set; } = 0.02;

    /// <summary>True: each attempt fails with that chance, whatever happened before it. False: that part of the jobs fails, each once. Default true.</summary>
    public bool RetriesFail { get; set; } = true;

    /// <summary>When in its run a failing payload fails. Default: <see cref="FailureMoment.Uniform"/>.</summary>
    public FailureMoment FailsAt { get; set; } = FailureMoment.Uniform;

    /// <summary>Part of reads that fail, at any point. Default 0.042.</summary>
    public double TransferFailures { get; set; } = 0.042;

    /// <summary>Bytes that a job reads [GB]. Default 4.6.</summary>
    public double GigabytesPerJob { get; set; } = 4.6;

    /// <summary>Interval of heartbeats [s]. Default 30.</summary>
    public double HeartbeatSeconds { get; set; } = 30;

    /// <summary>A lease without a heartbeat ends after this [s]. Default 120.</summary>
    public double LeaseSeconds { get; set; } = 120;

    /// <summary>Wall time of a pilot [h]; 0: no limit. One that ends is followed by another after a minute.</summary>
    public double PilotHours { get; set; }

    /// <summary>Pilots that die, for each pilot and hour. Default 0.</summary>
    public double PilotDeathsPerHour { get; set; }

    /// <summary>Sites with their part of the slots. Default: one.</summary>
    public List<SiteShare> Sites { get; set; } = [new() { Name = "DCI", Share = 1 }];

    /// <summary>Storage elements. Default: one, of 60 GB/s.</summary>
    public List<ElementSetup> Elements { get; set; } = [new() { Name = "EOS", Site = "DCI", Ceiling = 60 }];

    /// <summary>Campaigns. Default: one.</summary>
    public List<CampaignSetup> Campaigns { get; set; } = [new() { Name = "ReProd", Part = 1 }];

    /// <summary>What happens on the way.</summary>
    public List<Incident> Incidents { get; set; } = [];
}

/// <summary>When in its run a failing payload fails.</summary>
public enum FailureMoment
{
    /// <summary>At a moment drawn evenly over the run. What ends a payload early (a bad event, a node, a library, memory) strikes each event
    /// or each second alike; then, where one strikes at all, no part of the run is likelier than another.</summary>
    Uniform,

    /// <summary>At the very end, when all work is done: the worst case, as of a payload that cannot write its output.</summary>
    End,
}

/// <summary>A site.</summary>
public sealed class SiteShare
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its part of the slots.</summary>
    public double Share { get; set; } = 1;

    /// <summary>Speed of its nodes against the reference. Default 1.</summary>
    public double CpuFactor { get; set; } = 1;
}

/// <summary>A storage element.</summary>
public sealed class ElementSetup
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The site it is at.</summary>
    public string Site { get; set; } = "";

    /// <summary>Ceiling of its reads [GB/s].</summary>
    public double Ceiling { get; set; }

    /// <summary>Part of the inputs that have a replica here. Default 1.</summary>
    public double Holds { get; set; } = 1;
}

/// <summary>A campaign's part.</summary>
public sealed class CampaignSetup
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its part of the jobs.</summary>
    public double Part { get; set; } = 1;

    /// <summary>Its user. Default: the campaign's name.</summary>
    public string? User { get; set; }

    /// <summary>Weight of its user's share. Default 1.</summary>
    public double Share { get; set; } = 1;

    /// <summary>Its priority. Default 0.</summary>
    public int Priority { get; set; }
}

/// <summary>Something that happens at a time.</summary>
public sealed class Incident
{
    /// <summary>When [h].</summary>
    public double AtHours { get; set; }

    /// <summary>siteLost, siteBack, siteBanned, siteUnbanned, elementSpeed, elementBanned, elementUnbanned, share, slots.</summary>
    public string What { get; set; } = "";

    /// <summary>Site, element, campaign.</summary>
    public string Name { get; set; } = "";

    /// <summary>elementSpeed: part of the ceiling that it still gives; share: the new share; slots: factor of the slots of the start.</summary>
    public double Value { get; set; } = 1;
}
