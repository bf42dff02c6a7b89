namespace Fathom.Catalog.DataSources;

/// <summary>Where <see cref="DataSourceResolver"/> looks and what it may do.</summary>
public sealed record DataSourceResolverOptions
{
    /// <summary>The variable that names mirror folders, separated as in PATH.</summary>
    public const string MirrorVariable = "FATHOM_DATA_MIRROR";

    /// <summary>Value of <see cref="MirrorVariable"/>. Default: that of the process.</summary>
    public string? MirrorVariableValue { get; init; } = Environment.GetEnvironmentVariable(MirrorVariable);

    /// <summary>Folders from which <c>shared/data</c> is looked for, upwards. Default: working folder and the program's.</summary>
    public IReadOnlyList<string> SearchFrom { get; init; } = [Environment.CurrentDirectory, AppContext.BaseDirectory];

    /// <summary>Folder for downloaded files, or null: then nothing is downloaded.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Nothing is asked of the network. Default: false.</summary>
    public bool Offline { get; init; }

    /// <summary>A download that takes longer is given up. Default: 60 s.</summary>
    public TimeSpan DownloadTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Files larger than this are not downloaded [byte]. Default: 256 MiB.</summary>
    public long MaxDownloadBytes { get; init; } = 256L << 20;
}
