using System.Globalization;
using System.Text;
using System.Xml;

namespace Fathom.Vo.Uws;

/// <summary>Documents of the job list and of jobs (UWS 1.1, appendix A: the schema).</summary>
public static class UwsXml
{
    private const string Namespace = "http://www.ivoa.net/xml/UWS/v1.0";
    private const string Xlink = "http://www.w3.org/1999/xlink";
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>A list of jobs.</summary>
    /// <param name="jobs">Those to show.</param>
    /// <param name="list">Address of the list.</param>
    public static byte[] List(IEnumerable<UwsJob> jobs, Uri list) => Document("jobs", xml =>
    {
        foreach (UwsJob job in jobs)
        {
            xml.WriteStartElement("uws", "jobref", Namespace);
            xml.WriteAttributeString("id", job.Id);
            xml.WriteAttributeString("xlink", "href", Xlink, $"{list}/{job.Id}");
            Text(xml, "phase", job.Phase.Name());
            Optional(xml, "runId", job.RunId);
            Optional(xml, "ownerId", job.Owner);
            Text(xml, "creationTime", UwsTimes.Text(job.Created));
            xml.WriteEndElement();
        }
    });

    /// <summary>A job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="address">Its address.</param>
    public static byte[] Job(UwsJob job, Uri address) => Document("job", xml =>
    {
        Text(xml, "jobId", job.Id);
        Optional(xml, "runId", job.RunId);
        Text(xml, "ownerId", job.Owner);
        Text(xml, "phase", job.Phase.Name());
        Nil(xml, "quote");
        Text(xml, "creationTime", UwsTimes.Text(job.Created));
        Time(xml, "startTime", job.Started);
        Time(xml, "endTime", job.Ended);
        Text(xml, "executionDuration", job.ExecutionSeconds.ToString(CultureInfo.InvariantCulture));
        Text(xml, "destruction", UwsTimes.Text(job.Destruction));
        Parameters(xml, job);
        Results(xml, job, address);
        Fault(xml, job);
    });

    /// <summary>A job's parameters alone.</summary>
    public static byte[] ParameterList(UwsJob job) => Document("parameters", xml => ParameterRows(xml, job));

    /// <summary>A job's results alone.</summary>
    public static byte[] ResultList(UwsJob job, Uri address) => Document("results", xml => ResultRows(xml, job, address));

    private static void Parameters(XmlWriter xml, UwsJob job)
    {
        xml.WriteStartElement("uws", "parameters", Namespace);
        ParameterRows(xml, job);
        xml.WriteEndElement();
    }

    private static void ParameterRows(XmlWriter xml, UwsJob job)
    {
        foreach (UwsParameter parameter in job.Parameters)
        {
            xml.WriteStartElement("uws", "parameter", Namespace);
            xml.WriteAttributeString("id", parameter.Name);
            xml.WriteString(Clean(parameter.Value));
            xml.WriteEndElement();
        }
    }

    private static void Results(XmlWriter xml, UwsJob job, Uri address)
    {
        xml.WriteStartElement("uws", "results", Namespace);
        ResultRows(xml, job, address);
        xml.WriteEndElement();
    }

    private static void ResultRows(XmlWriter xml, UwsJob job, Uri address)
    {
        foreach (UwsResult result in job.Results)
        {
            xml.WriteStartElement("uws", "result", Namespace);
            xml.WriteAttributeString("id", result.Name);
            xml.WriteAttributeString("xlink", "href", Xlink, $"{address}/results/{result.Name}");
            xml.WriteAttributeString("mime-type", result.MediaType);
            xml.WriteAttributeString("size", result.Bytes.ToString(CultureInfo.InvariantCulture));
            xml.WriteEndElement();
        }
    }

    private static void Fault(XmlWriter xml, UwsJob job)
    {
        if (job.Fault is null)
        {
            return;
        }

        xml.WriteStartElement("uws", "errorSummary", Namespace);
        xml.WriteAttributeString("type", "fatal");
        xml.WriteAttributeString("hasDetail", job.Phase == UwsPhase.Error ? "true" : "false");
        Text(xml, "message", Clean(job.Fault));
        xml.WriteEndElement();
    }

    private static void Time(XmlWriter xml, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            Text(xml, name, UwsTimes.Text(known));
        }
        else
        {
            Nil(xml, name);
        }
    }

    private static void Nil(XmlWriter xml, string name)
    {
        xml.WriteStartElement("uws", name, Namespace);
        xml.WriteAttributeString("xsi", "nil", Instance, "true");
        xml.WriteEndElement();
    }

    private static void Optional(XmlWriter xml, string name, string? value)
    {
        if (value is not null)
        {
            Text(xml, name, Clean(value));
        }
    }

    private static void Text(XmlWriter xml, string name, string value) => xml.WriteElementString("uws", name, Namespace, value);

    // What XML cannot hold, a client may well have sent.
    private static string Clean(string value) => string.Concat(value.Select(symbol => XmlConvert.IsXmlChar(symbol) || char.IsSurrogate(symbol) ? symbol : '\uFFFD'));

    private static byte[] Document(string root, Action<XmlWriter> content)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, CheckCharacters = false }))
        {
            xml.WriteStartElement("uws", root, Namespace);
            xml.WriteAttributeString("xmlns", "xlink", null, Xlink);
            xml.WriteAttributeString("xmlns", "xsi", null, Instance);
            if (root is "job" or "jobs")
            {
                xml.WriteAttributeString("version", "1.1");
            }

            content(xml);
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }
}
