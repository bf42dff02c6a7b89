namespace Fathom.Portal.Server;

/// <summary>The port asked for is taken by another program.</summary>
public sealed class PortInUseException(int port, Exception inner) : IOException(
    $"Port {port} of 127.0.0.1 is in use by another program. Choose another with --port, or --port 0 for any free one.", inner)
{
    /// <summary>The port.</summary>
    public int Port { get; } = port;
}
