namespace Fathom.Cli.Campaigns;

/// <summary>The members of a campaign file, as they are written.</summary>
internal sealed class CampaignFileContent
{
    public List<string> Input { get; set; } = [];

    public List<ChainStepContent>? Chain { get; set; }

    public string? Conditions { get; set; }

    public string? Replicate { get; set; }

    public string? Owner { get; set; }

    public int? Priority { get; set; }

    public double? Share { get; set; }

    public bool KeepUp { get; set; }

    public ScoutContent? Scouts { get; set; }

    public Dictionary<string, string>? Group { get; set; }

    public Dictionary<string, int>? Expire { get; set; }

    public LogContent? Logs { get; set; }
}

/// <summary>How long whole logs are kept.</summary>
internal sealed class LogContent
{
    public int? GoodDays { get; set; }

    public int? FailedDays { get; set; }

    public int? MostMib { get; set; }
}

/// <summary>How the first jobs gate the rest.</summary>
internal sealed class ScoutContent
{
    public int? Jobs { get; set; }

    public double MostFailed { get; set; } = 0.1;

    public string? CompareWith { get; set; }

    public double LeastPValue { get; set; } = 0.001;
}

/// <summary>One step of a chain.</summary>
internal sealed class ChainStepContent
{
    public string Step { get; set; } = "";

    public string? Name { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }

    public bool? Constants { get; set; }

    public string? Group { get; set; }

    public string? Release { get; set; }

    public string? Command { get; set; }

    public List<string>? Arguments { get; set; }

    public string? Output { get; set; }

    public Dictionary<string, string>? Environment { get; set; }

    public List<string>? PassEnvironment { get; set; }

    public List<string>? SelfTest { get; set; }

    public long? Size { get; set; }

    public LimitContent? Limits { get; set; }

    public double? ExpectedSeconds { get; set; }
}

/// <summary>What a payload of a step may use.</summary>
internal sealed class LimitContent
{
    public double? MemoryMib { get; set; }

    public double? WallSeconds { get; set; }

    public double? CpuSeconds { get; set; }

    public double? OutputMib { get; set; }

    public double? IdleSeconds { get; set; }
}
