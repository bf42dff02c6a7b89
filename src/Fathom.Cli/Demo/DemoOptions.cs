namespace Fathom.Cli.Demo;

/// <summary>How the demo runs.</summary>
/// <param name="Workspace">Folder of the workspace.</param>
/// <param name="Port">Port of the portal.</param>
/// <param name="Pilots">Pilots on this machine.</param>
/// <param name="Serve">Whether the portal stays when the work is done.</param>
/// <param name="Json">Whether the last line is JSON.</param>
/// <param name="Mirrors">Folders with copies of the data sources.</param>
/// <param name="Simulation">How much is simulated.</param>
internal sealed record DemoOptions(string Workspace, int Port, int Pilots, bool Serve, bool Json, IReadOnlyList<string> Mirrors,
    Fathom.Simulation.SimulationOptions Simulation);
