using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Fathom.Benchmarks.Observatory;

/// <summary>A connection that is kept: as little work as a client can do, so that what is measured is the server.</summary>
internal sealed class VoConnection : IDisposable
{
    private static readonly byte[] End = "\r\n0\r\n\r\n"u8.ToArray();

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _received = new byte[1 << 18];
    private readonly byte[] _tail = new byte[End.Length];

    public VoConnection(Uri server) => _socket.Connect(server.Host, server.Port);

    /// <summary>When the first byte of the last answer came, after its request was sent [s].</summary>
    public double FirstByte { get; private set; }

    /// <summary>Asks, and reads the answer to its end.</summary>
    /// <returns>Bytes of the answer.</returns>
    /// <exception cref="InvalidOperationException">It is not 200 OK, or not in chunks.</exception>
    public long Get(string path)
    {
        long began = Stopwatch.GetTimestamp();
        _socket.Send(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        int count = _socket.Receive(_received);
        FirstByte = Stopwatch.GetElapsedTime(began).TotalSeconds;
        string head = Encoding.ASCII.GetString(_received, 0, Math.Min(count, 1024));
        if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) || !head.Contains("chunked", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"{path}\n{head}");
        }

        long all = 0;
        while (true)
        {
            all += count;
            Keep(_received.AsSpan(0, count));
            if (_tail.AsSpan().SequenceEqual(End))
            {
                return all;
            }

            count = _socket.Receive(_received);
            if (count == 0)
            {
                throw new InvalidOperationException($"{path}: the answer was cut short after {all} bytes.");
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= _tail.Length)
        {
            bytes[^_tail.Length..].CopyTo(_tail);
            return;
        }

        _tail.AsSpan(bytes.Length).CopyTo(_tail);
        bytes.CopyTo(_tail.AsSpan(_tail.Length - bytes.Length));
    }
}
