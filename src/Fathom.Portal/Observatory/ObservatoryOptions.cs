using Fathom.Vo.Tap;
using Fathom.Vo.Uws;

namespace Fathom.Portal.Observatory;

/// <summary>What queries on published data may take.</summary>
public sealed record ObservatoryOptions
{
    /// <summary>Limits of a query.</summary>
    public TapLimits Queries { get; init; } = new();

    /// <summary>Limits of jobs.</summary>
    public UwsLimits Jobs { get; init; } = new();

    /// <summary>Hosts beside this server from which uploads are fetched by their address. Default: none.</summary>
    public IReadOnlyList<string> UploadHosts { get; init; } = [];
}
