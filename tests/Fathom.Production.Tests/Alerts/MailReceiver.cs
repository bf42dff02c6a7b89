using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Fathom.Production.Tests.Alerts;

/// <summary>A small mail server on the loopback interface (SMTP, RFC 5321): takes what it is given.</summary>
internal sealed class MailReceiver : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Message> _messages = [];
    private readonly Task _runs;

    public MailReceiver()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _runs = Task.Run(RunAsync);
    }

    public int Port { get; }

    public IReadOnlyList<Message> Messages
    {
        get
        {
            lock (_messages)
            {
                return [.. _messages];
            }
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _runs.Wait(TimeSpan.FromSeconds(10));
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                await ServeAsync(client);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // the test is over
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 receiver");
        var receivers = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            string verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "RCPT")
            {
                receivers.Add(line.Split('<', '>')[1]);
            }

            await writer.WriteLineAsync(verb switch { "DATA" => "354 go on", "QUIT" => "221 bye", _ => "250 ok" });
            if (verb == "DATA")
            {
                var text = new StringBuilder();
                while (await reader.ReadLineAsync() is { } part && part != ".")
                {
                    text.Append(part).Append("\r\n");
                }

                lock (_messages)
                {
                    _messages.Add(new Message([.. receivers], text.ToString()));
                }

                await writer.WriteLineAsync("250 taken");
            }
            else if (verb == "QUIT")
            {
                return;
            }
        }
    }

    public sealed record Message(IReadOnlyList<string> Receivers, string Text);
}
