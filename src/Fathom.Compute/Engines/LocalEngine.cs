using Fathom.Compute.Payload;

namespace Fathom.Compute.Engines;

/// <summary>How the local engine works.</summary>
public sealed class LocalEngineOptions
{
    /// <summary>Pilots to keep alive. Default 4.</summary>
    public int Slots { get; init; } = 4;

    /// <summary>The workspace, which the pilots find server and secret in.</summary>
    public required string Workspace { get; init; }

    /// <summary>Command line of Fathom; "pilot --workspace DIR --engine local" is added.</summary>
    public required SelfCommand Command { get; init; }
}

/// <summary>Slots of this machine: pilots as child processes of the server.</summary>
public sealed class LocalEngine(LocalEngineOptions options, IPilotDeaths deaths, TimeProvider time, TextWriter log) : IEngine
{
    /// <inheritdoc/>
    public string Name => "local";

    /// <inheritdoc/>
    public int Slots => options.Slots;

    /// <inheritdoc/>
    public IReadOnlyList<PilotSlot> Pilots => throw new NotImplementedException($"{deaths}{time}{log}");

    /// <inheritdoc/>
    public void Resize(int slots) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Task DrainAsync(TimeSpan patience, CancellationToken cancellation) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
