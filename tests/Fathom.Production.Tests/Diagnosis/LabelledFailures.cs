using System.Security.Cryptography;
using System.Text;
using Fathom.Production.Diagnosis;
using Fathom.Production.Protocol;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Fathom.Production.Tests.Diagnosis;

/// <summary>A message with its cause, as somebody who knows says.</summary>
/// <param name="Cause">Its cause, or Unknown.</param>
/// <param name="Evidence">The message, with what else is known.</param>
/// <param name="HeldOut">True where rules may not be written from it.</param>
public sealed record LabelledFailure(string Cause, AttemptEvidence Evidence, bool HeldOut);

/// <summary>The labelled set below <c>Labelled/</c>; its README says what is held out.</summary>
public static class LabelledFailures
{
    /// <summary>Every message.</summary>
    public static IReadOnlyList<LabelledFailure> All { get; } = [.. Directory.GetFiles(Folder(), "*.yaml").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static string Folder()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Fathom.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests must run inside the repository.");
        }

        return Path.Combine(folder, "tests", "Fathom.Production.Tests", "Diagnosis", "Labelled");
    }

    private static IEnumerable<LabelledFailure> Read(string path)
    {
        IDeserializer yaml = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();
        return yaml.Deserialize<List<Kind>>(File.ReadAllText(path)).SelectMany(kind => kind.Messages.Select(message => Label(kind.Cause, message)));
    }

    private static LabelledFailure Label(string cause, Message message)
    {
        var failure = new FailureEvidence(
            FailureOrigin.Payload, message.Declared, "", message.Exit, message.Signal, message.Text, new ResourceUse(100, 100, 100));
        bool heldOut = SHA256.HashData(Encoding.UTF8.GetBytes("held out\n" + message.Text))[0] % 3 == 0;
        return new LabelledFailure(cause, AttemptEvidence.Of(failure) with { EngineVerdict = message.Engine }, heldOut);
    }

    private sealed class Kind
    {
        public string Cause { get; set; } = "";

        public List<Message> Messages { get; set; } = [];
    }

    private sealed class Message
    {
        public string Text { get; set; } = "";

        public string Declared { get; set; } = "";

        public string Engine { get; set; } = "";

        public int? Exit { get; set; }

        public int? Signal { get; set; }
    }
}
